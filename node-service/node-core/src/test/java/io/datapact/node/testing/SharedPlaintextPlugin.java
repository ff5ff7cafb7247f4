package io.datapact.node.testing;

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
import io.datapact.compute.plaintext.PlaintextPlugin;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The plaintext plugin with its result shared out by exclusive or, so that no party's share tells anything: what runs,
 * attests and releases as a protocol does. Counts how often it was run, for tests.
 */
public final class SharedPlaintextPlugin implements ComputePlugin {
    private static final Map<String, Integer> RUNS = new ConcurrentHashMap<>();
    private static final int COMPUTING = 0;

    private final PlaintextPlugin plain = new PlaintextPlugin();
    private final PluginDescriptor descriptor =
            PluginDescriptors.readFrom(SharedPlaintextPlugin.class.getClassLoader(), "shared-plaintext");

    /** How often any party of a network's runs was run, at most: 1 if nothing ran twice. */
    public static int most(String network) {
        return RUNS.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(network))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    @Override
    public PluginDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public List<Problem> check(TaskManifest manifest, JsonObject parameters) {
        return plain.check(manifest, parameters);
    }

    @Override
    public RunResult run(RunContext context) {
        RUNS.merge(key(context), 1, Integer::sum);
        RunResult result = plain.run(context);
        String name = result.outputs().firstKey();
        OutputPart part = result.outputs().get(name);
        byte[] share = context.partyIndex() == COMPUTING
                ? hide(context, part.share().bytes())
                : context.peer(COMPUTING).receive();
        return RunResult.of(
                name, new OutputPart(new OutputShare(context.partyIndex(), share), part.rowBound(), part.checks()));
    }

    @Override
    public OutputTable open(RunOutput what, List<OutputShare> shares) {
        byte[] table = shares.getFirst().bytes();
        List<OutputShare> plainShares = new ArrayList<>();
        for (int party = 1; party < shares.size(); party++) {
            xor(table, shares.get(party).bytes());
            plainShares.add(new OutputShare(party, new byte[0]));
        }
        plainShares.addFirst(new OutputShare(COMPUTING, table));
        return plain.open(what, plainShares);
    }

    private static byte[] hide(RunContext context, byte[] table) {
        byte[] hidden = table.clone();
        for (int peer = 1; peer < context.manifest().parties().size(); peer++) {
            byte[] pad = new byte[table.length];
            context.random().nextBytes(pad);
            xor(hidden, pad);
            context.peer(peer).send(pad);
        }
        return hidden;
    }

    private static void xor(byte[] into, byte[] pad) {
        for (int i = 0; i < into.length; i++) {
            into[i] ^= pad[i];
        }
    }

    private static String key(RunContext context) {
        return context.manifest().network() + " " + context.run() + " " + context.partyIndex();
    }
}
