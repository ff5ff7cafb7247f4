package io.datapact.contract.golden;

import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.Collect;
import io.datapact.contract.command.TaskCommand.CloseTask;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.util.List;

/** Chapter 7: a price that is shared by weights which the parties attest. */
final class Sharing {
    private final GoldenBook book;

    Sharing(GoldenBook book) {
        this.book = book;
    }

    void tell() {
        book.story().payIn("bank-a", 500_000);
        terms();
        settled(List.of(3L, 2L, 2L), "bank-a", "clearing-c", "telco-b");
        settled(List.of(0L, 0L, 0L), "bank-a", "clearing-c", "telco-b");
        settled(List.of(1L, 0L, 0L), "bank-a", "clearing-c", "telco-b");
        withheld();
        unequal();
    }

    private static SettlementTerms attested(long bankWeight) {
        List<Share> shares = List.of(
                new Share(new MemberId("telco-b"), 0),
                new Share(new MemberId("bank-a"), bankWeight),
                new Share(new MemberId("clearing-c"), 0));
        SettlementTerms fixed = RecordCopy.with(ManifestBuilder.terms(100_000, 10_000), "shares", shares);
        return RecordCopy.with(fixed, "sharing", "attested/usage");
    }

    private void terms() {
        TaskManifest weighted = book.aTask().terms(attested(1)).build();
        book.refuses("bank-a", Role.APPROVER, new ProposeTask(weighted), Reason.MANIFEST_MISMATCH);
        SettlementTerms none = RecordCopy.with(attested(0), "shares", List.of());
        TaskManifest shareless = book.aTask().terms(none).build();
        book.refuses("bank-a", Role.APPROVER, new ProposeTask(shareless), Reason.MANIFEST_MISMATCH);
    }

    private TaskManifest computing() {
        TaskManifest manifest = book.ready(book.aTask().terms(attested(0)).build());
        StartRun start = book.fixture().start(manifest, 1, book.time());
        book.accepts("bank-a", Role.NODE, start);
        book.story().commitInputs(manifest, GoldenBook.first(manifest));
        return manifest;
    }

    private static AttestResult attestation(TaskManifest manifest, Party party, List<Long> weights) {
        RunId run = GoldenBook.first(manifest);
        AttestResult plain = Story.attestation(manifest, run, party);
        return new AttestResult(run, plain.common().withWeights(weights), plain.own());
    }

    private void attests(TaskManifest manifest, int party, List<Long> weights) {
        Party attesting = manifest.parties().get(party);
        book.accepts(attesting.node().member().value(), Role.NODE, attestation(manifest, attesting, weights));
    }

    private void closed(TaskManifest manifest, String... paid) {
        RunId run = GoldenBook.first(manifest);
        book.accepts("telco-b", Role.NODE, new CloseRun(run));
        Collect pay = new Collect("CNY", List.of(), List.of(run));
        for (String member : paid) {
            book.accepts(member, Role.NODE, pay);
        }
        book.accepts("bank-a", Role.APPROVER, new CloseTask(manifest.task(), new Code("done")));
    }

    private void settled(List<Long> weights, String... paid) {
        TaskManifest manifest = computing();
        for (List<Long> wrong : List.of(weights.subList(0, 2), List.<Long>of())) {
            AttestResult attestation = attestation(manifest, manifest.parties().get(0), wrong);
            book.refuses("bank-a", Role.NODE, attestation, Reason.MANIFEST_MISMATCH);
        }
        for (int party = 0; party < ConsortiumFixture.MEMBERS.size(); party++) {
            attests(manifest, party, weights);
        }
        book.story().release(manifest, GoldenBook.first(manifest));
        book.pass(61_000);
        closed(manifest, paid);
    }

    /** Who withholds pays the others by their weights. */
    private void withheld() {
        TaskManifest manifest = computing();
        for (int party = 0; party < ConsortiumFixture.MEMBERS.size(); party++) {
            attests(manifest, party, List.of(1L, 2L, 9L));
        }
        RunId run = GoldenBook.first(manifest);
        book.accepts(
                "telco-b",
                Role.NODE,
                Story.released(manifest, run, manifest.parties().get(1)));
        book.pass(781_000);
        closed(manifest, "bank-a", "telco-b");
    }

    /** Parties that attest different weights do not agree, and all gets back to whom it came from. */
    private void unequal() {
        TaskManifest manifest = computing();
        attests(manifest, 0, List.of(1L, 1L, 1L));
        attests(manifest, 1, List.of(1L, 1L, 1L));
        attests(manifest, 2, List.of(1L, 1L, 2L));
        book.refuses("telco-b", Role.NODE, new CloseRun(GoldenBook.first(manifest)), Reason.STATE_FORBIDS);
        book.pass(781_000);
        closed(manifest, "bank-a", "clearing-c", "telco-b");
    }
}
