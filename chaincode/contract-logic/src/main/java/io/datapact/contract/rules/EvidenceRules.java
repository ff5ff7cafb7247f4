package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.evidence.Anchor;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.DenialEntry;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.Task;
import java.util.Optional;

/** Rules of anchors and denials. */
final class EvidenceRules {
    private static final long DAY_MILLIS = 86_400_000;

    /** Days after its day within which a day's last denial, that with the overflow, is told; others within one. */
    private static final long LAST_DENIAL_DAYS = 7;

    private final SignatureVerifier verifier;

    EvidenceRules(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    void decide(RuleContext context, EvidenceCommand command) {
        switch (command) {
            case EvidenceCommand.AnchorEvidence c -> anchor(context, c);
            case EvidenceCommand.RecordDenial c -> deny(context, c);
            case EvidenceCommand.RecordDeletion c -> DeletionRules.decide(context, c);
        }
    }

    private static void anchor(RuleContext context, EvidenceCommand.AnchorEvidence command) {
        RunId run = command.run();
        MemberId member = context.member();
        RunFacts facts = RunRules.facts(context, run);
        require(facts.isParty(member), Reason.NOT_A_PARTY, member);
        StateKey<Anchor> key = EvidenceKeys.anchor(run, member, command.seq());
        boolean follows = command.seq() == 1
                || context.read(EvidenceKeys.anchor(run, member, command.seq() - 1))
                        .filter(before -> before.count() <= command.count())
                        .isPresent();
        require(follows && !context.has(key), Reason.NOT_NEXT, "seq");
        require(command.seq() <= EvidenceCommand.AnchorEvidence.MAXIMUM, Reason.QUOTA_EXCEEDED, "seq");
        context.put(key, new Anchor(command.head(), command.count(), context.time()));
        context.event("evidence-anchored", run);
    }

    private void deny(RuleContext context, EvidenceCommand.RecordDenial command) {
        RefusedEnvelope about = RefusedEnvelope.read(command);
        require(about.network().equals(context.frame().network()), Reason.WRONG_NETWORK, "/about");
        Certificate asker = requireSigned(context, about);
        boolean active = CommonConditions.isActive(context.reader(), command.asker());
        require(active, Reason.MEMBER_SUSPENDED, command.asker());
        NodeId gate = new NodeId(context.member() + "/" + context.signer().handle());
        requireOpen(context, gate, about);
        require(asker.member().equals(command.asker()), Reason.NOT_A_PARTY, command.asker());
        Task task = TaskRules.task(context, about.run().task());
        boolean party = task.manifest().parties().stream().map(Party::node).anyMatch(gate::equals);
        require(party, Reason.NOT_A_PARTY, gate);
        requireNumber(context, gate, command);
        Digest refused = about.envelope().payloadDigest();
        context.put(
                EvidenceKeys.denial(gate, command.asker(), command.day(), command.seq()),
                new Denial(refused, Optional.of(about.run()), command.reason(), command.overflow(), context.time()));
        context.put(EvidenceKeys.denied(gate, refused), new DenialEntry(command.asker(), command.day(), command.seq()));
        context.event("denial-recorded", gate);
    }

    private Certificate requireSigned(RuleContext context, RefusedEnvelope about) {
        Certificate asker =
                context.need(MemberKeys.certificate(about.certificate()), Reason.CERTIFICATE_UNKNOWN, "/about");
        byte[] signature = about.envelope().signatures().get(0).sig().toBytes();
        boolean signed = EcdsaForm.isStrict(signature)
                && verifier.verify(asker.spki().toBytes(), about.envelope().signedBytes(), signature);
        require(signed, Reason.CERTIFICATE_UNKNOWN, "/about");
        return asker;
    }

    /**
     * A gate refuses a thing once. A start that stands on the ledger it may still refuse, which aborts the run, but not
     * one in which its member took part: that one it let through.
     */
    private static void requireOpen(RuleContext context, NodeId gate, RefusedEnvelope about) {
        Digest refused = about.envelope().payloadDigest();
        require(!context.has(EvidenceKeys.denied(gate, refused)), Reason.ALREADY_DECIDED, "/about");
        boolean stands = context.has(CommandKeys.outcome(refused));
        require(!stands || !tookPart(context, about.run()), Reason.ALREADY_DECIDED, about.run());
    }

    private static boolean tookPart(RuleContext context, RunId run) {
        MemberId member = context.member();
        return RunFacts.of(context.reader(), run)
                .filter(facts -> facts.attestations().containsKey(member)
                        || facts.manifest().inputs().stream()
                                .filter(input -> input.dataset().member().equals(member))
                                .anyMatch(facts::isCommitted))
                .isPresent();
    }

    private static void requireNumber(RuleContext context, NodeId gate, EvidenceCommand.RecordDenial command) {
        MemberId asker = command.asker();
        long seq = command.seq();
        boolean follows = seq == 1 || context.has(EvidenceKeys.denial(gate, asker, command.day(), seq - 1));
        boolean free = !context.has(EvidenceKeys.denial(gate, asker, command.day(), seq));
        require(follows && free, Reason.NOT_NEXT, "seq");
        long quota = context.policy().denialsPerDay();
        long age = context.time() / DAY_MILLIS - command.day();
        boolean inTime = age >= 0 && age <= (seq == quota ? LAST_DENIAL_DAYS : 1);
        require(inTime, Reason.OUTSIDE_WINDOW, "day");
        boolean within = seq <= quota && (command.overflow().isEmpty() || seq == quota);
        require(within, Reason.QUOTA_EXCEEDED, "seq");
    }
}
