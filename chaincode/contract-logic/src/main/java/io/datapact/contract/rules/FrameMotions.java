package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.FormerLogKey;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.state.StateKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Actions that change the frame: policy, rule book, reviewers, issuers, witnesses, reference values, the log's key. A
 * log's name stays for ever, and no key comes back: whoever got hold of a former one could else sign as the log again.
 */
final class FrameMotions {
    private FrameMotions() {}

    /** The record that holds the part of the frame that an action sets. */
    static StateKey<?> changed(Action.SetFrame action) {
        if (action.witnesses().isPresent()) {
            return GovernanceKeys.WITNESSES;
        }
        if (action.referenceValues().isPresent()) {
            return GovernanceKeys.REFERENCE_VALUES;
        }
        return action.logKey().isPresent() ? GovernanceKeys.AUTHORITY : MemberKeys.FRAME;
    }

    static Motions.Change policy(RuleContext context, Policy policy) {
        List<MemberId> named = new ArrayList<>(List.of(policy.pool()));
        policy.approvals().regulated().stream()
                .map(ApprovalPolicy.Regulated::regulator)
                .forEach(named::add);
        requireMembers(context, named);
        Frame frame = context.frame();
        require(policy.version() == frame.policy() + 1, Reason.NOT_NEXT, "/policy/version");
        return () -> {
            context.put(MemberKeys.policy(policy.version()), policy);
            context.put(
                    MemberKeys.FRAME,
                    new Frame(
                            frame.network(),
                            frame.rulesVersion(),
                            policy.version(),
                            frame.reviewers(),
                            frame.currencies()));
        };
    }

    /** The next version; whether this jar has it is asked before, of every command. */
    static Motions.Change rules(RuleContext context, long version) {
        Frame frame = context.frame();
        require(version == frame.rulesVersion() + 1, Reason.NOT_NEXT, "/version");
        Frame upgraded = new Frame(frame.network(), version, frame.policy(), frame.reviewers(), frame.currencies());
        return () -> context.put(MemberKeys.FRAME, upgraded);
    }

    static Motions.Change set(RuleContext context, Action.SetFrame action) {
        requireMembers(context, action.reviewers().orElse(List.of()));
        List<CurrencyIssuer> currencies = action.currencies().orElse(List.of());
        requireMembers(context, currencies.stream().map(CurrencyIssuer::issuer).toList());
        List<Witnesses.Witness> witnesses =
                action.witnesses().map(Witnesses::witnesses).orElse(List.of());
        requireMembers(
                context, witnesses.stream().map(Witnesses.Witness::member).toList());
        boolean once = ConsistencyChecks.distinct(action.reviewers().orElse(List.of()).stream());
        require(once, Reason.MANIFEST_MISMATCH, "/reviewers");
        boolean oneIssuer = ConsistencyChecks.distinct(currencies.stream().map(CurrencyIssuer::currency));
        require(oneIssuer, Reason.MANIFEST_MISMATCH, "/currencies");
        if (action.logKey().isPresent()) {
            return logKey(context, action.logKey().get());
        }
        return () -> write(context, action);
    }

    /** ALREADY_DECIDED, MANIFEST_MISMATCH where the ledger is no log; KEY_IN_USE for a key that was the log's before. */
    private static Motions.Change logKey(RuleContext context, Bytes key) {
        LedgerAuthority now = authority(context);
        require(!key.equals(now.key()), Reason.ALREADY_DECIDED, "/logKey");
        require(now.kind().equals(LedgerAuthority.EMBEDDED), Reason.MANIFEST_MISMATCH, "/logKey");
        return () -> {
            require(!context.has(GovernanceKeys.formerLogKey(key)), Reason.KEY_IN_USE, "/logKey");
            context.put(GovernanceKeys.formerLogKey(now.key()), new FormerLogKey(context.time()));
            context.put(GovernanceKeys.AUTHORITY, new LedgerAuthority(now.kind(), now.origin(), key));
        };
    }

    private static LedgerAuthority authority(RuleContext context) {
        return context.read(GovernanceKeys.AUTHORITY)
                .or(() -> context.read(MemberKeys.GENESIS).map(Genesis::authority))
                .orElseThrow(() -> new IllegalStateException("expected a genesis in state, found none"));
    }

    private static void write(RuleContext context, Action.SetFrame action) {
        Frame f = context.frame();
        action.reviewers()
                .ifPresent(reviewers -> context.put(
                        MemberKeys.FRAME,
                        new Frame(f.network(), f.rulesVersion(), f.policy(), reviewers, f.currencies())));
        action.currencies()
                .ifPresent(currencies -> context.put(
                        MemberKeys.FRAME,
                        new Frame(f.network(), f.rulesVersion(), f.policy(), f.reviewers(), currencies)));
        action.witnesses().ifPresent(witnesses -> context.put(GovernanceKeys.WITNESSES, witnesses));
        action.referenceValues().ifPresent(values -> context.put(GovernanceKeys.REFERENCE_VALUES, values));
    }

    private static void requireMembers(RuleContext context, List<MemberId> members) {
        for (MemberId member : members) {
            require(context.has(MemberKeys.member(member)), Reason.NOT_A_PARTY, member);
        }
    }
}
