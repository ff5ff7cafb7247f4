package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.evidence.HeldRefusal;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.RefusalLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Records that this node refused a signed command or question: first as evidence, then on the ledger, numbered by asker
 * and day within the policy's quota. The day's last place is kept back: its refusal and all later ones are held on disk,
 * and when the day is over the last denial tells the first of them, with count and Merkle root over the others.
 */
public final class DenialRecorder {
    /** Days back for which a last denial is still taken by the ledger. */
    private static final long LAST_DENIAL_DAYS = 7;

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

    /** Where a denial stands among those of its asker and day. */
    private record Place(MemberId asker, long day, long seq) {}

    /**
     * Records a refusal, one at a time; what this node is no party of, or has recorded before, it does not. Tells what is
     * held of days that are over first.
     *
     * @param asker    member whose signature the envelope bears, verified
     * @param task     what it was about, as the ledger holds it
     * @param envelope what was refused
     * @return whether it stands on the ledger now; false where it is held until the day is over
     */
    public synchronized boolean record(MemberId asker, Task task, RunId run, Dsse.Envelope envelope, Refusal refusal)
            throws InterruptedException {
        tellHeld();
        if (refusal.reason() == Reason.WRONG_NETWORK || !records(asker, task, envelope)) {
            return false;
        }
        HeldRefusal held = new HeldRefusal(run, refusal.reason().name(), ledger.now(), Bytes.of(envelope.encode()));
        Place place = next(asker, today());
        if (place.seq() < quota()) {
            return tell(place, task, held, Optional.empty());
        }
        if (place.seq() == quota()) {
            evidence.refusals().hold(new RefusalLog.Day(place.day(), asker), held);
        }
        return false;
    }

    /** Tells the ledger the last denials of the days that are over; what it does not take is tried again. */
    public synchronized void tellHeld() throws InterruptedException {
        long today = today();
        for (RefusalLog.Day day : evidence.refusals().days(today - LAST_DENIAL_DAYS, today - 1)) {
            Place place = next(day.asker(), day.day());
            List<HeldRefusal> held =
                    place.seq() == quota() ? evidence.refusals().held(day) : List.of();
            if (!held.isEmpty()) {
                tellLast(place, held);
            }
        }
    }

    private void tellLast(Place place, List<HeldRefusal> held) throws InterruptedException {
        HeldRefusal last = held.getFirst();
        List<Digest> others = held.stream().skip(1).map(HeldRefusal::about).toList();
        Optional<Task> task = ledger.state().read(TaskKeys.task(last.run().task()));
        if (task.isPresent() && records(place.asker(), task.get(), envelope(last))) {
            tell(place, task.get(), last, Denial.Overflow.of(others));
        }
    }

    private boolean tell(Place place, Task task, HeldRefusal refusal, Optional<Denial.Overflow> overflow)
            throws InterruptedException {
        Digest about = refusal.about();
        evidence.appendOnce(
                refusal.run().task(),
                said -> said instanceof DenialPredicate denial
                        && denial.about().equals(about)
                        && denial.day() == place.day()
                        && denial.seq() == place.seq(),
                Subject.of(Subject.REFUSED, about),
                link -> new DenialPredicate(
                        link,
                        Optional.of(refusal.run()),
                        place.asker(),
                        about,
                        place.day(),
                        place.seq(),
                        refusal.reason()));
        exchange.sendLater(task.manifest());
        return ledger.file(new RecordDenial(
                        place.asker(), place.day(), place.seq(), refusal.envelope(), refusal.reason(), overflow))
                .isEmpty();
    }

    /** Whether the ledger takes a denial of this: a party's, of an active asker, and each once. */
    private boolean records(MemberId asker, Task task, Dsse.Envelope envelope) {
        StateReader state = ledger.state();
        boolean party =
                task.manifest().parties().stream().anyMatch(each -> each.node().equals(self));
        return party
                && new Standing(state, ledger.now()).active(asker).isEmpty()
                && !state.has(EvidenceKeys.denied(self, envelope.payloadDigest()));
    }

    /** The next place about an asker in a day; beyond the quota where that is used up. */
    private Place next(MemberId asker, long day) {
        StateReader state = ledger.state();
        long quota = quota();
        long seq = 1;
        while (seq <= quota && state.has(EvidenceKeys.denial(self, asker, day, seq))) {
            seq++;
        }
        return new Place(asker, day, seq);
    }

    private long quota() {
        StateReader state = ledger.state();
        return state.read(MemberKeys.FRAME)
                .map(Frame::policy)
                .flatMap(version -> state.read(MemberKeys.policy(version)))
                .map(Policy::denialsPerDay)
                .orElseThrow(() -> new IllegalStateException("expected a policy on the ledger, found none"));
    }

    private long today() {
        return TimeUnit.MILLISECONDS.toDays(ledger.now());
    }

    private static Dsse.Envelope envelope(HeldRefusal refusal) {
        return switch (Dsse.Envelope.parse(refusal.envelope().toBytes())) {
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope read) -> read;
            case Parsed.Malformed<Dsse.Envelope> malformed ->
                throw new IllegalStateException("a held envelope was checked and cannot be malformed: " + malformed);
        };
    }
}
