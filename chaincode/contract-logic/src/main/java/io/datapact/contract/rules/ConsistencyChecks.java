package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.dataset.Schema;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The second part of the binding checks of contract.md section 3: NOT_A_PARTY, MANIFEST_MISMATCH, POLICY_OUTDATED.
 * Made at ProposeTask and again at StartRun, after {@link AdmissionChecks}.
 */
final class ConsistencyChecks {
    /** The fairness label of protocols without fair release. */
    private static final Code NO_FAIRNESS = new Code("none");

    private final RuleContext context;
    private final TaskManifest manifest;

    ConsistencyChecks(RuleContext context, TaskManifest manifest) {
        this.context = context;
        this.manifest = manifest;
    }

    /** NOT_A_PARTY: every input owner and every recipient is a party in that role. */
    void requireParties() {
        for (TaskInput input : manifest.inputs()) {
            requireParty(input.dataset().member(), Party.INPUT);
        }
        for (TaskOutput output : manifest.outputs()) {
            for (MemberId recipient : output.recipients()) {
                requireParty(recipient, Party.RECIPIENT);
            }
        }
    }

    /** MANIFEST_MISMATCH with the field; times and shares by the policy of the manifest's version. */
    void requireFields(List<InputTerms> inputs) {
        match(manifest.network().equals(context.frame().network()), "/network");
        match(manifest.proposer().equals(manifest.task().member()), "/proposer");
        boolean known =
                manifest.policy() <= context.frame().policy() && context.has(MemberKeys.policy(manifest.policy()));
        match(known, "/policy");
        Policy policy = context.policy(manifest.policy());
        match(CommonConditions.isActive(context.reader(), manifest.payer()), "/payer");
        requireInputs(inputs);
        requirePartyList();
        requireOutputs();
        match(manifest.limits().notBefore() <= manifest.limits().notAfter(), "/limits/notBefore");
        match(manifest.limits().runSeconds() <= policy.maximumRunSeconds(), "/limits/runSeconds");
        boolean fair = !manifest.trust().fairness().equals(NO_FAIRNESS)
                || manifest.terms().price() == 0;
        match(fair, "/trust/fairness");
        new MoneyTermsChecks(context, manifest, policy).require();
    }

    /**
     * POLICY_OUTDATED.
     *
     * @param graceUntil until when an older policy is accepted, millis since the epoch
     */
    void requirePolicy(long graceUntil) {
        boolean current = manifest.policy() == context.frame().policy() || context.time() <= graceUntil;
        require(current, Reason.POLICY_OUTDATED, Long.toString(manifest.policy()));
    }

    private void requireInputs(List<InputTerms> inputs) {
        match(distinct(manifest.inputs().stream().map(TaskInput::name)), "/inputs");
        for (int i = 0; i < inputs.size(); i++) {
            TaskInput input = inputs.get(i).input();
            Schema schema = inputs.get(i).pinned().schema();
            match(isOneSegment(input.name()), "/inputs/" + i + "/name");
            List<String> inOrder = schema.columns().stream()
                    .map(column -> column.name())
                    .filter(input.columns()::contains)
                    .toList();
            match(inOrder.equals(input.columns()), "/inputs/" + i + "/columns");
            long highest = schema.columns().stream()
                    .filter(column -> input.columns().contains(column.name()))
                    .mapToLong(column -> column.sensitivity())
                    .max()
                    .orElse(0);
            match(highest == input.sensitivity(), "/inputs/" + i + "/sensitivity");
        }
    }

    private void requirePartyList() {
        List<Party> parties = manifest.parties();
        match(distinct(parties.stream().map(party -> party.node().member())), "/parties");
        for (int i = 0; i < parties.size(); i++) {
            match(parties.get(i).index() == i, "/parties/" + i + "/index");
            match(distinct(parties.get(i).roles().stream()), "/parties/" + i + "/roles");
        }
    }

    private void requireOutputs() {
        match(distinct(manifest.outputs().stream().map(TaskOutput::name)), "/outputs");
        for (int i = 0; i < manifest.outputs().size(); i++) {
            TaskOutput output = manifest.outputs().get(i);
            match(isOneSegment(output.name()), "/outputs/" + i + "/name");
            match(distinct(output.recipients().stream()), "/outputs/" + i + "/recipients");
        }
    }

    private void requireParty(MemberId member, String role) {
        Optional<Party> party = party(manifest, member);
        boolean there = party.filter(found -> found.roles().contains(role)).isPresent();
        require(there, Reason.NOT_A_PARTY, member);
    }

    /** A member's party. */
    static Optional<Party> party(TaskManifest manifest, MemberId member) {
        return manifest.parties().stream()
                .filter(party -> party.node().member().equals(member))
                .findFirst();
    }

    static boolean distinct(Stream<?> values) {
        List<?> all = values.toList();
        return all.stream().distinct().count() == all.size();
    }

    static void match(boolean agrees, String field) {
        require(agrees, Reason.MANIFEST_MISMATCH, field);
    }

    private static boolean isOneSegment(Code name) {
        return name.value().indexOf('/') < 0;
    }
}
