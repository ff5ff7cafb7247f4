package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.OutputCommitment;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each party tells every other, over the run's channels, once its plugin is done: commitments to its shares, and
 * digests of what it will give to recipients. From these all parties build the same common part.
 *
 * @param type    {@code datapact/shares/1}
 * @param outputs its commitments, outputs in manifest order
 * @param release what it owes, outputs in manifest order, then recipients
 */
record ShareDeclaration(String type, RunId run, long party, List<OutputCommitment> outputs, List<ReleaseDue> release) {
    static final String TYPE = "datapact/shares/1";

    ShareDeclaration {
        outputs = List.copyOf(outputs);
        release = List.copyOf(release);
    }

    byte[] encode() {
        return RecordCodec.of(ShareDeclaration.class).encode(this);
    }

    /** Reads a peer's declaration, or empty if it is not exactly what the manifest asks of that party. */
    static Optional<ShareDeclaration> read(byte[] message, RunFacts facts, int party) {
        if (!(RecordCodec.of(ShareDeclaration.class).decode(message)
                instanceof Parsed.Value<ShareDeclaration>(ShareDeclaration declared))) {
            return Optional.empty();
        }
        boolean fits = declared.type.equals(TYPE)
                && declared.run.equals(facts.id())
                && declared.party == party
                && declared.outputs.stream()
                        .map(each -> each.output() + "/" + each.party())
                        .toList()
                        .equals(facts.manifest().outputs().stream()
                                .map(each -> each.name() + "/" + party)
                                .toList())
                && declared.release.stream()
                        .map(ShareDeclaration::place)
                        .toList()
                        .equals(duePlaces(facts, party));
        return fits ? Optional.of(declared) : Optional.empty();
    }

    private static String place(ReleaseDue due) {
        return due.output() + "/" + due.party() + "/" + due.recipient();
    }

    private static List<String> duePlaces(RunFacts facts, int party) {
        List<String> places = new ArrayList<>();
        for (TaskOutput output : facts.manifest().outputs()) {
            for (MemberId recipient : recipientsOtherThan(facts, output, party)) {
                places.add(output.name() + "/" + party + "/" + recipient);
            }
        }
        return places;
    }

    /** Recipients of an output to whom a party owes its share: all but its own member, in the output's order. */
    static List<MemberId> recipientsOtherThan(RunFacts facts, TaskOutput output, int party) {
        return output.recipients().stream()
                .filter(recipient -> !recipient.equals(facts.party(party).node().member()))
                .toList();
    }
}
