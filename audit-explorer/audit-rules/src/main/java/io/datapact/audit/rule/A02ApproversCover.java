package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.rule.SlotEntries.Entry;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.task.TaskManifest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A02: the approvers are all that the task needs, and nobody fills two slots. Under four-eyes nobody approves what he
 * proposed; a machine approves only what enough people allowed beforehand.
 */
final class A02ApproversCover implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A02",
            2,
            Severity.CRITICAL,
            "PIPL 13, 23; DSL 33; GDPR 28; JR/T 0196-2020 7.5",
            "Every input owner, compute party, recipient, payer and regulator of a started task approved it, by two"
                    + " people under four-eyes; nobody fills two slots, and a standing approval covers the task.",
            "已启动任务的每个数据提供方、计算方、接收方、付款方及监管方均已审批（双人复核时须两人）；" + "任何人不占用两个审批位，常设审批须涵盖该任务。");

    private final Findings findings;
    private final SlotEntries entries = new SlotEntries();
    private final Standings standings = new Standings();
    private final Map<TaskId, Certificate> proposers = new TreeMap<>();
    private final Map<TaskId, Set<ApprovalSlot>> approved = new TreeMap<>();
    private final Map<TaskId, Reference> started = new TreeMap<>();

    A02ApproversCover(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        standings.step(step);
        SortedSet<ApprovalSlot> slots = entries.step(step);
        switch (step.command()) {
            case ProposeTask proposal ->
                step.signer()
                        .ifPresent(signer -> proposers.put(proposal.manifest().task(), signer));
            case ApproveTask approval -> approve(step, approval, slots);
            case StartRun start -> {
                findings.applies();
                started.putIfAbsent(start.run().task(), new Reference(step.file(), "/body/run"));
            }
            default -> {}
        }
    }

    @Override
    public void finish(Dossier dossier) {
        started.forEach((task, start) -> {
            Optional<TaskManifest> manifest = dossier.facts().manifest(task);
            if (manifest.isEmpty()) {
                findings.unverifiable(start, "expected the manifest of " + task + " on the ledger, found none");
                return;
            }
            for (ApprovalSlot slot : Approvers.needed(dossier.facts(), manifest.get())) {
                if (!approved.getOrDefault(task, Set.of()).contains(slot)) {
                    findings.violated(start, "expected an approval of " + task + " by " + slot + ", found none");
                }
            }
        });
    }

    private void approve(Step step, ApproveTask approval, SortedSet<ApprovalSlot> slots) {
        TaskId task = approval.task();
        approved.computeIfAbsent(task, key -> new TreeSet<>()).addAll(slots);
        for (ApprovalSlot slot : slots) {
            Entry entry = entries.of(task).get(slot);
            entries.of(task).entrySet().stream()
                    .filter(other ->
                            other.getValue().approved() && !other.getKey().equals(slot))
                    .filter(other -> fillsBoth(slot, entry, other.getKey(), other.getValue()))
                    .forEach(other -> findings.violated(
                            new Reference(step.file(), "/signer"),
                            "expected a person with a certificate and key of its own in each slot, found the one of "
                                    + other.getKey() + " in the slot of " + slot));
        }
        step.before().manifest(task).ifPresent(manifest -> judgePeople(step, approval, manifest));
    }

    /** A machine that goes back to one standing approval fills all slots of its member; people do not. */
    private static boolean fillsBoth(ApprovalSlot slot, Entry entry, ApprovalSlot other, Entry found) {
        boolean oneStanding = entry.standing().isPresent() && entry.standing().equals(found.standing());
        if (slot.member().equals(other.member())) {
            return !oneStanding && Persons.same(entry.signer(), found.signer());
        }
        return Persons.sameKey(entry.signer(), found.signer());
    }

    private void judgePeople(Step step, ApproveTask approval, TaskManifest manifest) {
        long people = Approvers.people(step.before(), manifest);
        Optional<Standings.Standing> standing = approval.standing().flatMap(standings::of);
        approval.standing().ifPresent(id -> judgeStanding(step, id, standing, manifest, people));
        if (people > 1) {
            Stream<Certificate> approving = Stream.concat(
                    step.signer().stream(), standing.stream().flatMap(found -> found.granters().stream()));
            Optional<Certificate> proposer = Optional.ofNullable(proposers.get(approval.task()));
            findings.require(
                    approving.noneMatch(person ->
                            proposer.filter(by -> Persons.same(by, person)).isPresent()),
                    new Reference(step.file(), "/signer"),
                    "expected people who did not propose the task, found its proposer");
        }
    }

    private void judgeStanding(
            Step step, StandingId id, Optional<Standings.Standing> standing, TaskManifest manifest, long people) {
        Reference at = new Reference(step.file(), "/body/standing");
        long granted = standing.map(Standings.Standing::people).orElse(0L);
        findings.require(
                granted >= people, at, "expected " + id + " granted by " + people + " people, found " + granted);
        standing.flatMap(found -> StandingFit.beyond(found.template(), manifest, id.member()))
                .ifPresent(beyond -> findings.violated(
                        at, "expected a task within the bounds of " + id + ", found one beyond them: " + beyond));
    }
}
