package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.RunCommand.Release;
import io.datapact.contract.evidence.ReleasePredicate;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** C02: what was released is what all parties attested, and their statements say the same. */
final class C02ReleasedAsAttested implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "C02",
            1,
            Severity.CRITICAL,
            "PIPL 51; GDPR 5(1)(f), 32; JR/T 0196-2020 7.5",
            "What was released hashes to what the parties attested.",
            "发布内容的摘要与各方见证的一致。");

    private final Findings findings;

    C02ReleasedAsAttested(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof Release release && step.signer().isPresent()) {
            MemberId member = step.signer().get().member();
            List<ReleaseDue> due = due(step.before(), release.run(), member);
            List<ReleaseDue> open = new ArrayList<>(due);
            for (int i = 0; i < release.keys().size(); i++) {
                ReleasedKey key = release.keys().get(i);
                Digest found = Digest.of(key.keyMessage().toBytes());
                boolean attested = open.removeIf(one -> one.output().equals(key.output())
                        && one.recipient().equals(key.recipient())
                        && one.keyMessage().equals(found));
                findings.require(
                        attested,
                        new Reference(step.file(), "/body/keys/" + i),
                        "expected a key message attested for " + key.recipient() + ", found digest " + found);
            }
            findings.require(
                    open.isEmpty(),
                    new Reference(step.file(), "/body/keys"),
                    "expected all " + due.size() + " releases due, found " + open.size() + " missing");
        }
    }

    @Override
    public void finish(Dossier dossier) {
        Facts facts = dossier.facts();
        dossier.statements(ReleasePredicate.class).forEach(stated -> {
            ReleasePredicate said = stated.predicate();
            List<ReleaseDue> all = common(facts, said.run(), stated.member())
                    .map(CommonPart::release)
                    .orElse(List.of());
            findings.require(
                    due(facts, said.run(), stated.member()).containsAll(said.released()),
                    stated.at("/released"),
                    "expected releases as attested, found others");
            findings.require(
                    all.containsAll(said.received())
                            && said.received().stream()
                                    .allMatch(one -> one.recipient().equals(stated.member())),
                    stated.at("/received"),
                    "expected what was attested for this recipient, found other releases");
        });
        dossier.statements(ResultPredicate.class).forEach(stated -> {
            Optional<Digest> attested = common(facts, stated.predicate().run(), stated.member())
                    .map(common -> Digest.of(RecordCodec.of(CommonPart.class).encode(common)));
            attested.ifPresent(digest -> findings.require(
                    digest.equals(stated.predicate().common()),
                    stated.at("/common"),
                    "expected the digest of the part attested, " + digest + ", found "
                            + stated.predicate().common()));
        });
    }

    private static List<ReleaseDue> due(Facts facts, RunId run, MemberId member) {
        List<Long> indexes = facts.read(RunKeys.run(run)).map(Run::parties).orElse(List.of()).stream()
                .filter(party -> party.node().member().equals(member))
                .map(PartyNode::index)
                .toList();
        return common(facts, run, member).map(CommonPart::release).orElse(List.of()).stream()
                .filter(one -> indexes.contains(one.party()))
                .toList();
    }

    private static Optional<CommonPart> common(Facts facts, RunId run, MemberId member) {
        return facts.read(RunKeys.attestation(run, member)).map(Attestation::common);
    }
}
