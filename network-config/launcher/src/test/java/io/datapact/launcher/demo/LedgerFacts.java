package io.datapact.launcher.demo;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.run.RunId;
import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What a bundle's ledger records about runs, read with nothing but a zip reader and the codec. */
record LedgerFacts(List<Fact> facts) {
    /** One accepted command that concerns a run. {@code input} is empty where it concerns none. */
    record Fact(String command, RunId run, String input) {}

    static LedgerFacts of(Path bundle) {
        List<Fact> facts = new ArrayList<>();
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            Enumeration<? extends ZipEntry> files = zip.entries();
            while (files.hasMoreElements()) {
                ZipEntry file = files.nextElement();
                if (file.getName().startsWith("ledger/entries/")
                        && !file.getName().endsWith("/000000.json")) {
                    add(facts, zip.getInputStream(file).readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new LaunchException("the bundle could not be read", e);
        }
        return new LedgerFacts(facts);
    }

    long count(String command, String task) {
        return facts.stream()
                .filter(fact -> fact.command().endsWith("/" + command) && of(fact, task))
                .count();
    }

    /** Inputs that were committed or returned more than once, in all. */
    List<String> inputsMoreThanOnce(String task) {
        Map<String, Integer> ends = new TreeMap<>();
        facts.stream()
                .filter(fact -> of(fact, task) && !fact.input().isEmpty())
                .forEach(fact -> ends.merge(fact.run() + " " + fact.input(), 1, Integer::sum));
        return ends.entrySet().stream()
                .filter(end -> end.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Inputs of the demo's task that were neither committed nor returned, where the run was started. */
    List<String> inputsWithoutEnd(String task) {
        if (count("start-run", task) == 0) {
            return List.of();
        }
        return List.of("loans", "subscribers").stream()
                .filter(input -> facts.stream()
                        .noneMatch(fact -> of(fact, task) && fact.input().equals(input)))
                .toList();
    }

    private static boolean of(Fact fact, String task) {
        return fact.run().task().value().equals(task);
    }

    private static void add(List<Fact> facts, byte[] entry) {
        if (LogEntry.parse(entry) instanceof Parsed.Value<LogEntry>(LogEntry read)
                && Dsse.Envelope.parse(read.envelope().toBytes())
                        instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                && CommandCodec.decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<CommandPayload>(CommandPayload payload)) {
            String type = CommandCodec.type(payload.command().getClass());
            switch (payload.command()) {
                case RunCommand.StartRun c -> facts.add(new Fact(type, c.run(), ""));
                case RunCommand.CommitInput c ->
                    facts.add(new Fact(type, c.run(), c.input().value()));
                case RunCommand.ReturnReservation c ->
                    facts.add(new Fact(type, c.run(), c.input().value()));
                case SettlementCommand.CloseRun c -> facts.add(new Fact(type, c.run(), ""));
                default -> {}
            }
            return;
        }
        throw new LaunchException("expected a command in every entry after the genesis, found another entry");
    }
}
