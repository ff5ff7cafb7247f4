package io.datapact.node.app.audit;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.SettlementPredicate;
import io.datapact.contract.evidence.Statement;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;
import java.util.ArrayList;
import java.util.List;

/** A party's statements as they are held here. */
final class HeldChain {
    private final List<Said> statements = new ArrayList<>();

    private record Said(Digest payload, Predicate predicate) {}

    /** Of files that were checked when they were kept; what is no statement is passed over and so missing. */
    HeldChain(List<EvidenceFile> files) {
        for (EvidenceFile file : files) {
            if (Dsse.Envelope.parse(file.envelope().toBytes()) instanceof Parsed.Value<Dsse.Envelope>(var envelope)
                    && Statement.parse(envelope.payload().toBytes()) instanceof Parsed.Value<Statement>(var statement)
                    && statement.read() instanceof Parsed.Value<Predicate>(var predicate)) {
                statements.add(new Said(envelope.payloadDigest(), predicate));
            }
        }
    }

    /** Whether the statement of a head is here. */
    boolean holds(AnchoredHeads.Head head) {
        return statements.stream()
                .anyMatch(said -> said.predicate().link().counter() == head.count()
                        && said.payload().equals(head.head()));
    }

    /** Whether each statement up to a counter is here and each after it is a denial, which the ledger records itself. */
    boolean coveredBy(long count) {
        long covered = statements.stream()
                .filter(said -> said.predicate().link().counter() <= count)
                .count();
        return covered == count
                && statements.stream()
                        .filter(said -> said.predicate().link().counter() > count)
                        .allMatch(said -> said.predicate() instanceof DenialPredicate);
    }

    /** Whether the party's statement about a run's outcome is here, at a counter of at most the one given. */
    boolean settled(RunId run, long count) {
        return statements.stream()
                .anyMatch(said -> said.predicate() instanceof SettlementPredicate settlement
                        && settlement.run().equals(run)
                        && settlement.link().counter() <= count);
    }
}
