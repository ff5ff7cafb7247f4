package io.datapact.compute.plaintext;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.OutputPart;
import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.PluginDescriptor;
import io.datapact.compute.PluginDescriptors;
import io.datapact.compute.Problem;
import io.datapact.compute.RunContext;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.RunOutput;
import io.datapact.compute.RunResult;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Code;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code psi} and {@code group-by} in the clear. Every input owner sends its rows to the first compute party, which
 * computes, checks the output's bounds, and holds the result as its share; the other parties' shares are empty.
 *
 * <p>Results: {@code psi} gives the common keys, sorted as text. {@code group-by} gives a row for each value listed, in
 * that order: the value, the aggregates, and {@code suppressed}; a group smaller than the output's minimum group shows
 * {@code true} there and empty aggregates. Protocols with the same operations give equal tables.
 */
public final class PlaintextPlugin implements ComputePlugin {
    private static final Code PSI = new Code("psi");
    private static final Code GROUP_BY = new Code("group-by");

    private final PluginDescriptor descriptor =
            PluginDescriptors.readFrom(PlaintextPlugin.class.getClassLoader(), "plaintext");

    @Override
    public PluginDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public List<Problem> check(TaskManifest manifest, JsonObject parameters) {
        PlainCheck check = new PlainCheck(manifest);
        check.shape();
        Code operation = manifest.algorithm().operation();
        Optional<Problem> malformed = Optional.empty();
        if (operation.equals(PSI)) {
            malformed = read(PsiParameters.class, parameters, check::psi);
        } else if (operation.equals(GROUP_BY)) {
            malformed = read(GroupByParameters.class, parameters, check::groupBy);
        } else {
            malformed =
                    Optional.of(new Problem("manifest/algorithm/operation", "expected psi or group-by, found another"));
        }
        List<Problem> problems = new ArrayList<>(check.problems());
        malformed.ifPresent(problems::add);
        return List.copyOf(problems);
    }

    private static <T extends Record> Optional<Problem> read(Class<T> type, JsonObject parameters, Consumer<T> taker) {
        return switch (RecordCodec.of(type).fromJson(parameters)) {
            case Parsed.Value<T>(T value) -> {
                taker.accept(value);
                yield Optional.empty();
            }
            case Parsed.Malformed<T>(String path, String detail) ->
                Optional.of(new Problem("parameters" + path, detail));
        };
    }

    @Override
    public RunResult run(RunContext context) {
        List<Problem> problems = check(context.manifest(), context.parameters());
        if (!problems.isEmpty()) {
            throw RunFailedException.of(
                    RunFailure.INPUT_REFUSED,
                    problems.getFirst().where() + ": " + problems.getFirst().sentence());
        }
        TaskOutput output = context.manifest().outputs().getFirst();
        int computing = computingParty(context.manifest());
        byte[] share = context.partyIndex() == computing ? compute(context, output) : handOver(context, computing);
        OutputPart part = new OutputPart(
                new OutputShare(context.partyIndex(), share),
                output.maximumRows(),
                List.of(new Code("minimum-group"), new Code("maximum-rows")));
        return RunResult.of(output.name().value(), part);
    }

    private static byte[] handOver(RunContext context, int computing) {
        for (TaskInput input : context.manifest().inputs()) {
            if (ownerOf(context.manifest(), input) == context.partyIndex()) {
                context.cancellation().check();
                PlainTable table = PlainTable.read(context.input(input.name().value()));
                PlainRows.send(context.peer(computing), table);
                context.progress()
                        .report(
                                "sending rows",
                                table.rows().size(),
                                table.rows().size());
            }
        }
        return new byte[0];
    }

    private static byte[] compute(RunContext context, TaskOutput output) {
        Map<String, PlainTable> tables = new TreeMap<>();
        for (TaskInput input : context.manifest().inputs()) {
            context.cancellation().check();
            String name = input.name().value();
            int owner = ownerOf(context.manifest(), input);
            PlainTable table = owner == context.partyIndex()
                    ? PlainTable.read(context.input(name))
                    : PlainRows.receive(context.peer(owner), input.columns());
            tables.put(name, table);
        }
        OutputTable result = query(context, tables, output.minimumGroup());
        if (result.rows().size() > output.maximumRows()) {
            throw RunFailedException.of(
                    RunFailure.OUTPUT_CHECK,
                    "expected at most %d rows, found %d"
                            .formatted(output.maximumRows(), result.rows().size()));
        }
        return PlainRows.encode(result.rows().stream()
                .map(row -> row.stream().map(Optional::of).toList())
                .toList());
    }

    private static OutputTable query(RunContext context, Map<String, PlainTable> tables, long minimumGroup) {
        List<TaskInput> inputs = context.manifest().inputs();
        if (context.manifest().algorithm().operation().equals(PSI)) {
            PlainTable left = tables.get(inputs.getFirst().name().value());
            PlainTable right = tables.get(inputs.getLast().name().value());
            return PlainQueries.intersect(
                    left,
                    right,
                    required(PsiParameters.class, context.parameters()).key());
        }
        GroupByParameters parameters = required(GroupByParameters.class, context.parameters());
        return PlainQueries.groupBy(
                parameters, tables.get(parameters.left()), tables.get(parameters.right()), minimumGroup);
    }

    @Override
    public OutputTable open(RunOutput what, List<OutputShare> sharesByParty) {
        int computing = computingParty(what.manifest());
        if (sharesByParty.size() != what.manifest().parties().size()) {
            throw RunFailedException.of(
                    RunFailure.OUTPUT_CHECK, "expected a share of each party, found " + sharesByParty.size());
        }
        List<String> header = headerOf(what);
        try {
            List<List<String>> rows = PlainRows.decode(
                            sharesByParty.get(computing).bytes(), header.size())
                    .stream()
                    .map(row -> row.stream().map(cell -> cell.orElse("")).toList())
                    .toList();
            return new OutputTable(header, rows);
        } catch (IllegalArgumentException e) {
            throw RunFailedException.at(computing, RunFailure.OUTPUT_CHECK, e.getMessage())
                    .because(e);
        }
    }

    private static List<String> headerOf(RunOutput what) {
        if (what.manifest().algorithm().operation().equals(PSI)) {
            return List.of(required(PsiParameters.class, what.parameters()).key());
        }
        GroupByParameters parameters = required(GroupByParameters.class, what.parameters());
        List<String> header = new ArrayList<>();
        header.add(parameters.groupBy().column());
        parameters.aggregates().forEach(aggregate -> header.add(aggregate.name()));
        header.add("suppressed");
        return header;
    }

    private static <T extends Record> T required(Class<T> type, JsonObject parameters) {
        return switch (RecordCodec.of(type).fromJson(parameters)) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String path, String detail) ->
                throw RunFailedException.of(RunFailure.INPUT_REFUSED, "parameters" + path + ": " + detail);
        };
    }

    private static int computingParty(TaskManifest manifest) {
        return manifest.parties().stream()
                .filter(party -> party.roles().contains("compute"))
                .mapToInt(party -> Math.toIntExact(party.index()))
                .findFirst()
                .orElseThrow(() -> RunFailedException.of(
                        RunFailure.INPUT_REFUSED, "expected a party with the role compute, found none"));
    }

    private static int ownerOf(TaskManifest manifest, TaskInput input) {
        return manifest.parties().stream()
                .filter(party -> party.node().member().equals(input.dataset().member()))
                .mapToInt(party -> Math.toIntExact(party.index()))
                .findFirst()
                .orElseThrow(() -> RunFailedException.of(
                        RunFailure.INPUT_REFUSED,
                        "expected each input's owner among the parties, found one that is not"));
    }
}
