package io.datapact.node.run;

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
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.evidence.RefusalLog;
import io.datapact.node.ledger.LedgerUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Records that this node refused a signed command or question: first as evidence, then on the ledger, numbered by asker
 * and day within the policy's quota. The day's last place is kept back: its refusal and all later ones are held on disk,
 * as is what the ledger did not take, and when the day is over the last denial tells the first of them, with count and
 * Merkle root over the others. Where the policy's quota was raised since, places before the last are used up first; where it was
 * lowered below what is used up, what is held stays on disk alone.
 */
public final class DenialRecorder {
    /** Days back for which a last denial is still taken by the ledger. */
    private static final long LAST_DENIAL_DAYS = 7;

    /** Days back for which any other denial is. */
    private static final long DENIAL_DAYS = 1;

    /** Why the ledger may take later what it refuses now: the replica trailed, or the policy changed. */
    private static final Set<Reason> FOR_NOW = Set.of(Reason.NOT_NEXT, Reason.QUOTA_EXCEEDED, Reason.OUTSIDE_WINDOW);

    private static final Refusal NO_PLACE =
            new Refusal(Reason.QUOTA_EXCEEDED, "expected a place before the day's last, found none free");

    private static final Refusal NOT_RECORDED =
            new Refusal(Reason.NOT_A_PARTY, "expected a task of this node and an active asker, found otherwise");

    private final NodeId self;
    private final RunLedger ledger;
    private final EvidenceLog evidence;
    private final EvidenceExchange exchange;
    private final Set<RefusalLog.Day> damaged = ConcurrentHashMap.newKeySet();

    DenialRecorder(NodeId self, RunLedger ledger, EvidenceLog evidence, EvidenceExchange exchange) {
        this.self = self;
        this.ledger = ledger;
        this.evidence = evidence;
        this.exchange = exchange;
    }

    /** Where a denial stands among those of its asker and day. */
    private record Place(MemberId asker, long day, long seq) {}

    /**
     * Records a refusal, one at a time; what this node is no party of it does not, and of a payload only one. Then tells
     * what is held of days that are over. May be called again, after a failure or a restart too.
     *
     * @param asker    member whose signature the envelope bears, verified
     * @param task     what it was about, as the ledger holds it
     * @param envelope what was refused
     * @return whether it stands on the ledger now; false where it is held until the day is over, or not recorded
     * @throws LedgerUnavailableException   if its fate stayed open; held by then
     * @throws EvidenceUnavailableException if it could be neither stated nor held
     */
    public synchronized boolean record(MemberId asker, Task task, RunId run, Dsse.Envelope envelope, Refusal refusal)
            throws InterruptedException {
        if (refusal.reason() == Reason.WRONG_NETWORK || !records(asker, task)) {
            return false;
        }
        boolean stands = denied(envelope.payloadDigest())
                || record(
                        next(asker, today()),
                        task,
                        new HeldRefusal(run, refusal.reason().name(), ledger.now(), Bytes.of(envelope.encode())));
        tellHeld();
        return stands;
    }

    private boolean record(Place place, Task task, HeldRefusal refusal) throws InterruptedException {
        boolean settled = false;
        try {
            Optional<Refusal> refused =
                    place.seq() < quota() ? tell(place, task, refusal, Optional.empty()) : Optional.of(NO_PLACE);
            settled = !isForNow(refused);
            return refused.isEmpty();
        } finally {
            if (!settled) {
                hold(new RefusalLog.Day(place.day(), place.asker()), refusal);
            }
        }
    }

    private void hold(RefusalLog.Day day, HeldRefusal refusal) {
        try {
            evidence.refusals().hold(day, refusal);
            damaged.remove(day);
        } catch (EvidenceUnavailableException e) {
            damaged.add(day);
            throw e;
        }
    }

    private static boolean isForNow(Optional<Refusal> refused) {
        return refused.map(Refusal::reason).filter(FOR_NOW::contains).isPresent();
    }

    /**
     * Tells the ledger the last denials of the days that are over; what it does not take is tried again. What of a day
     * is damaged on disk keeps back nothing else.
     */
    public synchronized void tellHeld() throws InterruptedException {
        long today = today();
        damaged.removeIf(day -> day.day() < today - LAST_DENIAL_DAYS);
        for (RefusalLog.Day day : evidence.refusals().days(today - LAST_DENIAL_DAYS, today - 1)) {
            try {
                tell(day, today - day.day());
                damaged.remove(day);
            } catch (EvidenceUnavailableException e) {
                damaged.add(day);
            }
        }
    }

    /** Days whose refusals cannot be held or told, because of what is on this node's disk: for operators. */
    List<RefusalLog.Day> damaged() {
        return List.copyOf(damaged);
    }

    private void tell(RefusalLog.Day day, long age) throws InterruptedException {
        Place place = next(day.asker(), day.day());
        boolean open = place.seq() == quota() || (place.seq() < quota() && age <= DENIAL_DAYS);
        List<HeldRefusal> untold = open && !lastTold(place) ? untold(day) : List.of();
        boolean more = true;
        for (int i = 0; more && i < untold.size(); i++) {
            boolean last = place.seq() == quota();
            List<HeldRefusal> others = last ? untold.subList(i + 1, untold.size()) : List.of();
            Optional<Refusal> refused = tell(place, untold.get(i), others);
            more = refused.isEmpty() ? !last : !isForNow(refused);
            place = next(day.asker(), day.day());
        }
    }

    private Optional<Refusal> tell(Place place, HeldRefusal refusal, List<HeldRefusal> others)
            throws InterruptedException {
        List<Digest> digests = others.stream().map(HeldRefusal::about).toList();
        Optional<Task> task =
                ledger.state().read(TaskKeys.task(refusal.run().task())).filter(each -> records(place.asker(), each));
        return task.isPresent()
                ? tell(place, task.get(), refusal, Denial.Overflow.of(digests))
                : Optional.of(NOT_RECORDED);
    }

    /** Whether a day's last denial was told under a smaller quota than the one in force. */
    private boolean lastTold(Place next) {
        return next.seq() > 1
                && ledger.state()
                        .read(EvidenceKeys.denial(self, next.asker(), next.day(), next.seq() - 1))
                        .flatMap(Denial::overflow)
                        .isPresent();
    }

    private List<HeldRefusal> untold(RefusalLog.Day day) {
        return evidence.refusals().held(day).stream()
                .filter(refusal -> !denied(refusal.about()))
                .toList();
    }

    private Optional<Refusal> tell(Place place, Task task, HeldRefusal refusal, Optional<Denial.Overflow> overflow)
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
                place.asker(), place.day(), place.seq(), refusal.envelope(), refusal.reason(), overflow));
    }

    /** Whether the ledger takes denials of this: a party's, of an active asker. */
    private boolean records(MemberId asker, Task task) {
        boolean party =
                task.manifest().parties().stream().anyMatch(each -> each.node().equals(self));
        return party && new Standing(ledger.state(), ledger.now()).active(asker).isEmpty();
    }

    private boolean denied(Digest payload) {
        return ledger.state().has(EvidenceKeys.denied(self, payload));
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
}
