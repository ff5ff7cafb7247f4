package io.datapact.mpc;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.OutputPart;
import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.PluginDescriptor;
import io.datapact.compute.PluginDescriptors;
import io.datapact.compute.Problem;
import io.datapact.compute.RunContext;
import io.datapact.compute.RunOutput;
import io.datapact.compute.RunResult;
import io.datapact.compute.plaintext.GroupByParameters;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Code;
import io.datapact.contract.task.TaskManifest;
import java.util.List;

/**
 * {@code datapact/mpc-statistics}: counts and sums by group over the join of two owners' inputs, with a third party's
 * help. The flow:
 *
 * <pre>
 *   owner, owner           set intersection: which own rows are common, in one order     (EcdhPsi)
 *   owners to all          how many rows are common, scales
 *   owners to all          shares of the groups' vectors and of the columns, by blocks   (Triad)
 *   all                    counts and sums on shares, one word a party and sum           (InnerProducts)
 *   all                    bits, count at least minimum, values and that bit             (Circuits)
 *   each                   its output share; the recipient opens three                   (GroupShares)
 * </pre>
 *
 * <p>Equal to the plaintext plugin's operation of the same name, but that a value missing in any common row of a summed
 * column is refused, in whatever group, and sums must stay within 64 bits.
 */
public final class MpcStatisticsPlugin implements ComputePlugin {
    private final PluginDescriptor descriptor =
            PluginDescriptors.readFrom(MpcStatisticsPlugin.class.getClassLoader(), "mpc-statistics");

    @Override
    public PluginDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public List<Problem> check(TaskManifest manifest, JsonObject parameters) {
        if (descriptor.operation(manifest.algorithm().operation()).isEmpty()) {
            return List.of(new Problem("manifest/algorithm/operation", "expected group-by, found another"));
        }
        return switch (Parameters.read(GroupByParameters.class, parameters)) {
            case Parsed.Value<GroupByParameters>(GroupByParameters value) -> new GroupByCheck(manifest).problems(value);
            case Parsed.Malformed<GroupByParameters>(String path, String detail) ->
                List.of(new Problem("parameters" + path, detail));
        };
    }

    @Override
    public RunResult run(RunContext context) {
        Parameters.refuse(check(context.manifest(), context.parameters()));
        GroupByParameters parameters = Parameters.required(GroupByParameters.class, context.parameters());
        GroupByPlan plan = GroupByPlan.of(context.manifest(), parameters);
        byte[] share = Protocols.named(() -> new GroupByRun(context, plan).share());
        OutputPart part = new OutputPart(
                new OutputShare(context.partyIndex(), share),
                plan.groups(),
                List.of(new Code("minimum-group"), new Code("maximum-rows")));
        String output = context.manifest().outputs().getFirst().name().value();
        return RunResult.of(output, part);
    }

    @Override
    public OutputTable open(RunOutput what, List<OutputShare> sharesByParty) {
        return GroupShares.open(Parameters.required(GroupByParameters.class, what.parameters()), sharesByParty);
    }
}
