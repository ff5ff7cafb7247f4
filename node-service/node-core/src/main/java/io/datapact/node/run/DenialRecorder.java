package io.datapact.node.run;

import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.node.evidence.EvidenceLog;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Records that this node refused a signed command or question: first as evidence, then on the ledger, numbered by asker
 * and day within the policy's quota. What is over the quota is refused without a record.
 */
public final class DenialRecorder {
    private final NodeId self;
    private final RunLedger ledger;
    private final EvidenceLog evidence;
    private final EvidenceExchange exchange;

    DenialRecorder(NodeId self, RunLedger ledger, EvidenceLog evidence, EvidenceExchange exchange) {
        this.self = self;
        this.ledger = ledger;
        this.evidence = evidence;
        this.exchange = exchange;
    }

    /**
     * Records a refusal, one at a time; what this node is no party of, or has recorded before, it does not.
     *
     * @param asker    member whose signature the envelope bears, verified
     * @param task     what it was about, as the ledger holds it
     * @param envelope what was refused
     * @return whether it stands on the ledger now
     */
    public synchronized boolean record(MemberId asker, Task task, RunId run, Dsse.Envelope envelope, Refusal refusal)
            throws InterruptedException {
        if (!records(task, envelope)) {
            return false;
        }
        long day = TimeUnit.MILLISECONDS.toDays(ledger.now());
        OptionalLong seq = next(asker, day);
        if (seq.isEmpty()) {
            return false;
        }
        evidence.append(
                run.task(),
                Subject.of(Subject.REFUSED, envelope.payloadDigest()),
                link -> new DenialPredicate(
                        link,
                        Optional.of(run),
                        asker,
                        envelope.payloadDigest(),
                        day,
                        seq.getAsLong(),
                        refusal.reason().name()));
        exchange.sendLater(task.manifest());
        Optional<Refusal> refused = ledger.file(new RecordDenial(
                asker,
                day,
                seq.getAsLong(),
                Bytes.of(envelope.encode()),
                refusal.reason().name(),
                Optional.empty()));
        return refused.isEmpty();
    }

    /** Whether the ledger takes a denial of this: a party's, and each once. */
    private boolean records(Task task, Dsse.Envelope envelope) {
        boolean party = task.manifest().parties().stream()
                .anyMatch(each -> each.node().equals(self));
        return party && !ledger.state().has(EvidenceKeys.denied(self, envelope.payloadDigest()));
    }

    /** The day's next number about an asker, or empty if the quota is used up. */
    private OptionalLong next(MemberId asker, long day) {
        StateReader state = ledger.state();
        Policy policy = state.read(MemberKeys.FRAME)
                .map(Frame::policy)
                .flatMap(version -> state.read(MemberKeys.policy(version)))
                .orElseThrow(() -> new IllegalStateException("expected a policy on the ledger, found none"));
        for (long seq = 1; seq <= policy.denialsPerDay(); seq++) {
            if (!state.has(EvidenceKeys.denial(self, asker, day, seq))) {
                return OptionalLong.of(seq);
            }
        }
        return OptionalLong.empty();
    }
}
