package io.datapact.node.run;

import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Authentication;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.state.StateReader;
import io.datapact.node.ledger.ReplicaView;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the rule book would say to a start now: the very rules, asked about a StartRun without Readys. Anything but the
 * lack of Readys is a reason to refuse.
 */
public final class StartRehearsal {
    private static final String NONCE = "0".repeat(32);

    private final RuleBook rules;
    private final InstantSource clock;

    /** Asks a rule book. */
    public StartRehearsal(RuleBook rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** Why a start by the asker would be refused, or empty. */
    Optional<Refusal> refuses(ReplicaView view, AskReady ask) {
        long now = Math.max(view.time(), clock.millis());
        Certificate signer = new StateReader(view.state())
                .read(MemberKeys.certificate(ask.nodeCertificate()))
                .orElseThrow();
        Header header =
                new Header(ask.network(), ask.nodeCertificate(), Role.NODE, NONCE, now + Header.START_VALIDITY_MILLIS);
        CommandPayload payload = new CommandPayload(header, new StartRun(ask.run(), List.of()));
        Decision decision = rules.decide(
                view.state(),
                new Authentication.Authenticated(payload, signer, ask.manifestDigest()),
                new TxContext(now, "rehearsal"));
        return decision instanceof Decision.Rejected(Reason reason, String detail) && reason != Reason.PARTY_NOT_READY
                ? Optional.of(new Refusal(reason, detail))
                : Optional.empty();
    }
}
