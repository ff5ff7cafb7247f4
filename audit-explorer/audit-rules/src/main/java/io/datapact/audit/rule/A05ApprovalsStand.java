package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.rule.SlotEntries.Entry;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A05: no approval is expired or revoked at the start. Its standing is recomputed from commands and policy, and so is
 * what standing approvals have left.
 */
final class A05ApprovalsStand implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A05",
            2,
            Severity.CRITICAL,
            "PIPL 15; GDPR 7, 28",
            "No approval that a start needs was expired or revoked at that moment, and no standing approval behind one"
                    + " had ended or was used up.",
            "启动时所需的审批均未过期或撤销，其所依据的常设审批均未终止或用尽。");

    private static final long MILLIS = 1_000;

    private final Findings findings;
    private final SlotEntries entries = new SlotEntries();
    private final Standings standings = new Standings();
    private final Map<StandingId, Map<Long, Spent>> spent = new TreeMap<>();

    private record Spent(long runs, BigInteger epsilonMicros, BigInteger price) {
        private static final Spent NOTHING = new Spent(0, BigInteger.ZERO, BigInteger.ZERO);

        Spent plus(long moreEpsilonMicros, long morePrice) {
            return new Spent(
                    runs + 1,
                    epsilonMicros.add(BigInteger.valueOf(moreEpsilonMicros)),
                    price.add(BigInteger.valueOf(morePrice)));
        }

        /** What the ledger recorded counts where more was spent than by the commands seen here. */
        Spent atLeast(StandingCaps recorded) {
            return new Spent(
                    Math.max(runs, recorded.runs()),
                    epsilonMicros.max(BigInteger.valueOf(recorded.epsilonMicros())),
                    price.max(BigInteger.valueOf(recorded.price())));
        }

        boolean isWithin(StandingCaps caps) {
            return runs <= caps.runs()
                    && epsilonMicros.compareTo(BigInteger.valueOf(caps.epsilonMicros())) <= 0
                    && price.compareTo(BigInteger.valueOf(caps.price())) <= 0;
        }
    }

    A05ApprovalsStand(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        standings.step(step);
        entries.step(step);
        if (step.command() instanceof StartRun start) {
            TaskId task = start.run().task();
            step.before().manifest(task).ifPresent(manifest -> start(step, manifest, entries.of(task)));
        }
    }

    private void start(Step step, TaskManifest manifest, SortedMap<ApprovalSlot, Entry> filled) {
        Optional<Policy> policy = step.before().read(MemberKeys.policy(manifest.policy()));
        Set<StandingId> used = new TreeSet<>();
        for (ApprovalSlot slot : Approvers.needed(step.before(), manifest)) {
            Optional.ofNullable(filled.get(slot)).ifPresent(entry -> {
                judge(step, slot, entry, policy);
                requireActive(step, manifest, slot.member());
                entry.standing().ifPresent(used::add);
            });
        }
        used.forEach(standing -> {
            judgeStanding(step, standing, Approvers.people(step.before(), manifest));
            charge(step, standing, manifest);
        });
    }

    private void judge(Step step, ApprovalSlot slot, Entry entry, Optional<Policy> policy) {
        Reference start = start(step);
        findings.require(
                entry.approved(),
                start,
                "expected the approval of " + slot + " to stand, found it revoked in " + entry.reference());
        Optional<Long> until = policy.map(found -> entry.time() + found.approvalSeconds() * MILLIS);
        findings.require(
                !entry.approved() || until.filter(limit -> step.time() <= limit).isPresent(),
                start,
                "expected the approval of " + slot + " to stand at " + step.time() + ", found it standing until "
                        + until.map(String::valueOf).orElse("nowhere, for want of the policy"));
        findings.require(
                !isRevoked(step, entry.signer()),
                start,
                "expected the approver's certificate of " + slot + " unrevoked at the start, found it revoked");
    }

    /** Whoever approves without taking part, such as a regulator, must be active; of parties A08 asks it. */
    private void requireActive(Step step, TaskManifest manifest, MemberId member) {
        boolean party = manifest.parties().stream()
                .anyMatch(found -> found.node().member().equals(member));
        boolean active = step.before()
                .read(MemberKeys.member(member))
                .filter(A05ApprovalsStand::isActive)
                .isPresent();
        findings.require(
                party || active,
                start(step),
                "expected " + member + ", whose approval is needed, active at the start, found it suspended, leaving or"
                        + " unknown");
    }

    private void judgeStanding(Step step, StandingId id, long people) {
        Optional<Standings.Standing> standing = standings.of(id);
        findings.require(
                standing.filter(found -> !found.ended()).isPresent(),
                start(step),
                "expected the standing approval " + id + " not to have ended, found it ended or unknown");
        List<Certificate> granters = standing.map(Standings.Standing::granters).orElse(List.of());
        long left =
                granters.stream().filter(granter -> !isRevoked(step, granter)).count();
        long needed = Math.min(people, granters.size());
        findings.require(
                left >= needed,
                start(step),
                "expected " + needed + " unrevoked certificates that granted " + id + ", found " + left);
    }

    private void charge(Step step, StandingId id, TaskManifest manifest) {
        Facts before = step.before();
        Optional<StandingCaps> caps =
                standings.of(id).map(found -> found.template().perPeriod());
        Optional<Long> period = before.read(MemberKeys.FRAME)
                .map(Frame::policy)
                .flatMap(version -> before.read(MemberKeys.policy(version)))
                .map(policy -> policy.periods().numberAt(step.time()));
        if (caps.isEmpty() || period.isEmpty()) {
            return;
        }
        StandingCaps recorded =
                before.read(TaskKeys.standingUsed(id, period.get())).orElse(StandingCaps.NONE);
        Map<Long, Spent> periods = spent.computeIfAbsent(id, key -> new TreeMap<>());
        Spent earlier = periods.getOrDefault(period.get(), Spent.NOTHING).atLeast(recorded);
        Spent now = charged(earlier, id, manifest);
        periods.put(period.get(), now);
        findings.require(
                now.isWithin(caps.get()),
                start(step),
                "expected what " + id + " allows in period " + period.get() + " to suffice, found it used up: " + now);
    }

    private static Spent charged(Spent earlier, StandingId id, TaskManifest manifest) {
        return earlier.plus(
                StandingFit.epsilonMicros(manifest, id.member()),
                manifest.terms().price());
    }

    private static boolean isRevoked(Step step, Certificate certificate) {
        return step.before()
                .read(MemberKeys.certificate(certificate.digest()))
                .flatMap(Certificate::revoked)
                .filter(revocation -> revocation.at() <= step.time())
                .isPresent();
    }

    private static boolean isActive(Member member) {
        return member.status() == MemberStatus.ACTIVE && member.leavingSince().isEmpty();
    }

    private static Reference start(Step step) {
        return new Reference(step.file(), "/body/run");
    }
}
