package io.datapact.audit.rule;

import io.datapact.audit.state.Facts;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Policy;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.Released;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a run stands at a moment, recomputed from the facts of its parties: contract.md sections 4 and 6. Times are active
 * time, millis.
 *
 * @param members      the parties' members by index
 * @param attestations those there, by member
 * @param now          the moment
 */
record RunEnd(
        Run run,
        TaskManifest manifest,
        Policy policy,
        SortedMap<Long, MemberId> members,
        SortedMap<MemberId, Attestation> attestations,
        SortedMap<MemberId, Released> releases,
        List<Long> aborts,
        SortedSet<MemberId> ownersMissing,
        RunDisputes disputes,
        long now) {
    private static final long MILLIS = 1_000;
    private static final long LATENESS_MILLIS = 120_000;

    /** The states in which a run can end. */
    enum State {
        RELEASED,
        WITHHELD,
        ABORTED,
        LATE,
        OPEN
    }

    /** Reads a run at a transaction's time; nothing if the ledger lacks its frame. */
    static Optional<RunEnd> of(Facts facts, RunId id, long time) {
        Optional<Run> run = facts.read(RunKeys.run(id));
        Optional<TaskManifest> manifest = facts.manifest(id);
        Optional<Policy> policy = run.flatMap(found -> facts.read(MemberKeys.policy(found.policy())));
        if (run.isEmpty() || manifest.isEmpty() || policy.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<Long, MemberId> members = new TreeMap<>();
        run.get()
                .parties()
                .forEach(party -> members.put(party.index(), party.node().member()));
        SortedMap<MemberId, Attestation> attestations = new TreeMap<>();
        SortedMap<MemberId, Released> releases = new TreeMap<>();
        for (MemberId member : members.values()) {
            facts.read(RunKeys.attestation(id, member)).ifPresent(found -> attestations.put(member, found));
            facts.read(RunKeys.release(id, member)).ifPresent(found -> releases.put(member, found));
        }
        List<Long> aborts = members.values().stream()
                .map(member -> facts.read(RunKeys.abort(id, member)))
                .flatMap(Optional::stream)
                .map(Abort::at)
                .toList();
        long now = facts.read(MemberKeys.PAUSE).orElse(Pause.NONE).activeTime(time);
        return Optional.of(new RunEnd(
                run.get(),
                manifest.get(),
                policy.get(),
                members,
                attestations,
                releases,
                aborts,
                missing(facts, id, manifest.get()),
                RunDisputes.of(facts, id, manifest.get()),
                now));
    }

    /** Whether every party attested, all the same common part. */
    boolean allEqual() {
        return attestations.keySet().containsAll(members.values()) && oneCommonPart();
    }

    /** Whether those that attested attested the same common part. */
    boolean oneCommonPart() {
        return attestations.values().stream()
                        .map(Attestation::common)
                        .distinct()
                        .count()
                == 1;
    }

    /** Parties that owe a release and have not given it. */
    SortedSet<MemberId> withholding() {
        TreeSet<MemberId> due = new TreeSet<>();
        Collection<Attestation> all = attestations.values();
        if (!all.isEmpty()) {
            for (ReleaseDue release : all.iterator().next().common().release()) {
                Optional.ofNullable(members.get(release.party())).ifPresent(due::add);
            }
        }
        due.removeAll(releases.keySet());
        return due;
    }

    /** Parties that have not attested. */
    SortedSet<MemberId> silent() {
        TreeSet<MemberId> silent = new TreeSet<>(members.values());
        silent.removeAll(attestations.keySet());
        return silent;
    }

    State state() {
        if (allEqual()) {
            if (withholding().isEmpty()) {
                return State.RELEASED;
            }
            return now > releaseLimit() ? State.WITHHELD : State.OPEN;
        }
        if (!aborts.isEmpty()) {
            return State.ABORTED;
        }
        return now > run.deadline() ? State.LATE : State.OPEN;
    }

    /** From when on a window runs: E of contract.md section 6, with the lateness that hosts allow. */
    long end() {
        return switch (state()) {
            case RELEASED ->
                releases.values().stream().mapToLong(Released::at).max().orElse(lastAttestation());
            case WITHHELD -> releaseLimit() + LATENESS_MILLIS;
            case ABORTED -> aborts.stream().mapToLong(Long::longValue).min().orElse(now);
            case LATE -> run.deadline() + LATENESS_MILLIS;
            case OPEN -> Long.MAX_VALUE;
        };
    }

    /** Until when the run stays open: its window, and as long as arbiters who were asked may answer. */
    long openUntil() {
        State state = state();
        if (state == State.OPEN) {
            return Long.MAX_VALUE;
        }
        long window = end() + windowMillis();
        long lateness = state == State.WITHHELD || state == State.LATE ? LATENESS_MILLIS : 0;
        long ruling = window - lateness + policy.disputes().arbiterSeconds() * MILLIS;
        return disputes.awaitVerdict() ? Math.max(window, ruling) : window;
    }

    /** How long the window is: none where nothing is at stake. */
    private long windowMillis() {
        boolean free = manifest.terms().price() == 0
                && manifest.terms().deposits().stream().allMatch(deposit -> deposit.amount() == 0)
                && bond() == 0;
        return free ? 0 : policy.windowSeconds() * MILLIS;
    }

    /** What whoever disputes the run locks: nothing where nobody could rule. */
    long bond() {
        return manifest.terms().arbiters().members().isEmpty()
                ? 0
                : policy.disputes().bond();
    }

    /** The shares of the price, by the weights that all parties attested where the terms leave them to that. */
    List<Share> shares() {
        List<Share> shares = manifest.terms().shares();
        Optional<List<Long>> attested = allEqual()
                ? attestations.values().stream()
                        .findFirst()
                        .flatMap(found -> found.common().weights())
                : Optional.empty();
        if (attested.isEmpty() || attested.get().size() != shares.size()) {
            return shares;
        }
        List<Long> weights = attested.get();
        boolean none = weights.stream().allMatch(weight -> weight == 0);
        return IntStream.range(0, shares.size())
                .mapToObj(i -> new Share(shares.get(i).member(), none ? 1 : weights.get(i)))
                .toList();
    }

    private long lastAttestation() {
        return attestations.values().stream().mapToLong(Attestation::at).max().orElse(now);
    }

    private long releaseLimit() {
        return lastAttestation() + policy.releaseSeconds() * MILLIS;
    }

    /** Owners of inputs that are not committed. */
    private static SortedSet<MemberId> missing(Facts facts, RunId id, TaskManifest manifest) {
        Map<Boolean, List<TaskInput>> byCommitment = manifest.inputs().stream()
                .collect(Collectors.partitioningBy(input -> facts.read(RunKeys.input(id, input.name()))
                        .filter(found -> found.status() == InputStatus.COMMITTED)
                        .isPresent()));
        return byCommitment.get(false).stream()
                .map(input -> input.dataset().member())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
