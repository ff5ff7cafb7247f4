package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.follow.StartMark;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.testing.TestConsortium;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what a test's nodes come to. */
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Waiting() {}

    static Outcome outcome(TestConsortium consortium, RunId run) throws InterruptedException {
        until(consortium, run, () -> state(consortium).has(SettlementKeys.outcome(run)));
        return state(consortium).read(SettlementKeys.outcome(run)).orElseThrow();
    }

    /** Until every node has stated and handed on all that it had to. */
    static void done(TestConsortium consortium, RunId run) throws InterruptedException {
        until(
                consortium,
                run,
                () -> ConsortiumFixture.MEMBERS.stream()
                        .allMatch(member -> stage(consortium, member, run).equals("done")));
    }

    static void until(TestConsortium consortium, RunId run, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected the nodes to get on, found " + told(consortium, run));
            }
            consortium
                    .node("bank-a")
                    .core()
                    .follower()
                    .awaitChange(consortium.node("bank-a").core().follower().changes(), Duration.ofMillis(50));
        }
    }

    static String stage(TestConsortium consortium, String member, RunId run) {
        return consortium
                .node(member)
                .core()
                .runs()
                .engine()
                .progress(run)
                .map(RunProgress::stage)
                .orElse("");
    }

    /** Where a run starts on the ledger. */
    static StartMark startOf(TestConsortium consortium, RunId run) {
        LogEntry entry = consortium.ledger().entries().stream()
                .filter(each -> each.writes().stream()
                        .anyMatch(write -> write.key().equals(RunKeys.run(run).path())))
                .findFirst()
                .orElseThrow();
        return new StartMark(run, entry.position(), entry.time(), entry.envelope(), ConsortiumFixture.digest("root"));
    }

    /** Whether a command is signed with the node's key of a member. */
    static boolean byNodeOf(TestConsortium consortium, String member, SignedCommand command) {
        return by(consortium, member, Role.NODE, command);
    }

    /** Whether a command is signed with a key of a member. */
    static boolean by(TestConsortium consortium, String member, Role role, SignedCommand command) {
        return Dsse.Envelope.parse(command.envelope()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                && CommandCodec.decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<CommandPayload>(CommandPayload payload)
                && payload.header()
                        .signer()
                        .equals(consortium.fixture().identity(member, role).digest());
    }

    static StateReader state(TestConsortium consortium) {
        return new StateReader(consortium.ledger().view().state());
    }

    private static String told(TestConsortium consortium, RunId run) {
        StringBuilder told = new StringBuilder();
        for (String member : ConsortiumFixture.MEMBERS) {
            RunEngine engine = consortium.node(member).core().runs().engine();
            told.append(member)
                    .append(' ')
                    .append(engine.progress(run))
                    .append(engine.stuck())
                    .append('\n');
        }
        return told.toString();
    }
}
