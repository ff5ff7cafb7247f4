package io.datapact.launcher.bench;

import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.rules.Authentication;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.Write;
import io.datapact.launcher.LaunchException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many commands the rule book decides in a second on one core, their signatures verified beforehand. */
final class RulesBench {
    private static final int COMMANDS = 20_000;
    private static final int WARM_UPS = 3;
    private static final int REPETITIONS = 7;

    private final RuleBook rules = new RuleBook(new JcaSignatureVerifier(Optional.empty()));
    private final Map<String, byte[]> state = new HashMap<>();

    /** Measures deciding: pay-ins, and the collects that take them. */
    List<BenchLine> run() {
        Consortium consortium = new Consortium(Bytes.of(new byte[32]));
        TxContext tx = new TxContext(System.currentTimeMillis(), "bench");
        keep(new GenesisRules(new JcaSignatureVerifier(Optional.empty())).writes(consortium.genesis()));
        consortium.registrations().forEach(command -> keep(rules.apply(command, this::read, tx)));
        List<Authentication.Authenticated> commands = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            byte[] envelope = consortium.signed("clearing-c", "market", payIn(i));
            switch (rules.authenticate(envelope, this::read, tx)) {
                case Authentication.Authenticated authenticated -> commands.add(authenticated);
                case Authentication.Refused refused -> throw refused(refused.rejection());
            }
        }
        for (int i = 0; i < WARM_UPS; i++) {
            decideAll(commands, tx);
        }
        double[] seconds = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            seconds[i] = decideAll(commands, tx);
        }
        return List.of(BenchLine.of("rules.decide", COMMANDS, 1, "none", seconds, 0));
    }

    static SettlementCommand.PayIn payIn(int i) {
        byte[] reference = ("bench-" + i).getBytes(StandardCharsets.US_ASCII);
        return new SettlementCommand.PayIn("CNY", Digest.of(reference), new MemberId("bank-a"), 100 + i);
    }

    private double decideAll(List<Authentication.Authenticated> commands, TxContext tx) {
        long begin = System.nanoTime();
        int accepted = 0;
        for (Authentication.Authenticated command : commands) {
            if (rules.decide(this::read, command, tx) instanceof Decision.Accepted) {
                accepted++;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (accepted != commands.size()) {
            throw new LaunchException("expected " + commands.size() + " accepted commands, found " + accepted);
        }
        return seconds;
    }

    private Optional<byte[]> read(String key) {
        return Optional.ofNullable(state.get(key));
    }

    private void keep(Decision decision) {
        switch (decision) {
            case Decision.Accepted accepted -> accepted.writes().forEach(this::keep);
            case Decision.Rejected rejected -> throw refused(rejected);
        }
    }

    private void keep(Write write) {
        write.value()
                .ifPresentOrElse(
                        value -> state.put(write.key(), value.getBytes(StandardCharsets.UTF_8)),
                        () -> state.remove(write.key()));
    }

    private static LaunchException refused(Decision.Rejected rejection) {
        return new LaunchException("the benchmark's own command was refused: " + rejection);
    }
}
