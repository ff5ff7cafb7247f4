package io.datapact.ledger.local;

import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.log.LogDisk;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process that is killed while it writes. Arguments: folder, crash point or {@code none}, and the how manieth passing
 * of it. Writes the genesis to {@code genesis} beside the chain, then submits commands from several threads and prints
 * {@code ack <payload digest>} for each that is committed, {@code held} when it stands at the crash point.
 */
public final class Victim {
    private static final int CLIENTS = 4;
    private static final long HELD_MILLIS = 60_000;

    private Victim() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        ConsortiumFixture fixture = LedgerCommands.aConsortium();
        LedgerCommands commands = new LedgerCommands(fixture);
        Files.write(folder.resolve("genesis"), fixture.genesis());
        GenesisEntry genesis = GenesisEntry.of(fixture.genesis());
        LocalLedger.initialise(folder.resolve("chain"), genesis);
        CrashPoints points = new HoldingPoints(args[1], Integer.parseInt(args[2]));
        HostSeams seams = new HostSeams(Clock.systemUTC(), LogDisk.real(), points);
        LocalLedger ledger =
                LocalLedger.open(folder.resolve("chain"), genesis, LogSigners.only(fixture.logSigner()), seams);
        submit(ledger, commands.registration(Role.APPROVER));
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    while (submit(ledger, commands.dataset())) {
                        Thread.onSpinWait();
                    }
                });
            }
        }
    }

    private static boolean submit(LocalLedger ledger, SignedCommand command) {
        boolean committed = ledger.submit(command) instanceof SubmitOutcome.Committed;
        if (committed) {
            System.out.println("ack " + command.payloadDigest());
        }
        return committed;
    }

    private static final class HoldingPoints implements CrashPoints {
        private final Optional<CrashPoint> point;
        private int passings;

        HoldingPoints(String name, int passings) {
            this.point = name.equals("none") ? Optional.empty() : Optional.of(CrashPoint.valueOf(name));
            this.passings = passings;
        }

        @Override
        public void reached(CrashPoint reached) {
            if (point.filter(reached::equals).isEmpty() || --passings != 0) {
                return;
            }
            System.out.println("held");
            try {
                Thread.sleep(HELD_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
