package io.datapact.mpc;

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
import io.datapact.compute.plaintext.PsiParameters;
import io.datapact.contract.codec.Json.JsonInteger;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Code;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.protocols.ConfirmedLink;
import io.datapact.protocols.WorkPool;
import io.datapact.protocols.psi.Blinded;
import io.datapact.protocols.psi.EcdhPsi;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code datapact/mpc-psi}: which identifiers two owners have in common, told to the output's recipient, one of the two.
 * Both blind and blind again ({@link EcdhPsi}); the message that would tell the recipient the result is the other's
 * output share instead. Result: the recipient's common identifiers, sorted as text.
 */
public final class MpcPsiPlugin implements ComputePlugin {
    private final PluginDescriptor descriptor =
            PluginDescriptors.readFrom(MpcPsiPlugin.class.getClassLoader(), "mpc-psi");

    @Override
    public PluginDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public List<Problem> check(TaskManifest manifest, JsonObject parameters) {
        if (descriptor.operation(manifest.algorithm().operation()).isEmpty()) {
            return List.of(new Problem("manifest/algorithm/operation", "expected psi, found another"));
        }
        return switch (Parameters.read(PsiParameters.class, parameters)) {
            case Parsed.Value<PsiParameters>(PsiParameters value) -> PsiCheck.problems(manifest, value);
            case Parsed.Malformed<PsiParameters>(String path, String detail) ->
                List.of(new Problem("parameters" + path, detail));
        };
    }

    @Override
    public RunResult run(RunContext context) {
        Parameters.refuse(check(context.manifest(), context.parameters()));
        return Protocols.named(() -> blinded(context));
    }

    private static RunResult blinded(RunContext context) {
        String key =
                Parameters.required(PsiParameters.class, context.parameters()).key();
        List<byte[]> identifiers = OwnKeys.read(context, context.input(ownInput(context)), key, List.of());
        ConfirmedLink link = Protocols.link(context, 1 - context.partyIndex());
        Blinded blinded;
        try (WorkPool pool = WorkPool.ofProcessors()) {
            EcdhPsi psi = new EcdhPsi(link, Protocols.session(context), context.random(), pool, OwnKeys.MOST_ROWS);
            blinded = psi.blind(
                    identifiers, (done, total) -> context.progress().report("blinding identifiers", done, total));
        }
        ConfirmedLink.confirm(List.of(link));
        context.evidence()
                .record(
                        "identifiers-blinded",
                        JsonObject.of(Map.of(
                                "own", new JsonInteger(blinded.size()),
                                "peer", new JsonInteger(blinded.tagsOfPeer().size()))));
        SortedMap<String, OutputPart> parts = new TreeMap<>();
        for (TaskOutput output : context.manifest().outputs()) {
            parts.put(output.name().value(), part(context, output, identifiers, blinded));
        }
        return new RunResult(parts);
    }

    private static OutputPart part(RunContext context, TaskOutput output, List<byte[]> identifiers, Blinded blinded) {
        int most = Math.min(blinded.size(), blinded.tagsOfPeer().size());
        if (most > output.maximumRows()) {
            throw RunFailedException.of(
                    RunFailure.OUTPUT_CHECK,
                    "expected sets that have at most %d identifiers in common, found sizes that allow %d; raise maximumRows"
                            .formatted(output.maximumRows(), most));
        }
        byte[] share = recipient(context.manifest(), output) == context.partyIndex()
                ? PsiShares.ofRecipient(identifiers, blinded)
                : PsiShares.ofOther(blinded);
        return new OutputPart(new OutputShare(context.partyIndex(), share), most, List.of(new Code("maximum-rows")));
    }

    private static String ownInput(RunContext context) {
        for (TaskInput input : context.manifest().inputs()) {
            if (Owners.ownerOf(context.manifest(), input.name().value()) == context.partyIndex()) {
                return input.name().value();
            }
        }
        throw RunFailedException.of(RunFailure.INPUT_REFUSED, "expected an own input, found none in the manifest");
    }

    private static int recipient(TaskManifest manifest, TaskOutput output) {
        return Owners.party(manifest, output.recipients().getFirst())
                .orElseThrow(() -> RunFailedException.of(
                        RunFailure.OUTPUT_CHECK,
                        "expected the output's recipient among the parties, found it missing"));
    }

    @Override
    public OutputTable open(RunOutput what, List<OutputShare> sharesByParty) {
        if (sharesByParty.size() != 2) {
            throw RunFailedException.of(
                    RunFailure.OUTPUT_CHECK, "expected the shares of two parties, found " + sharesByParty.size());
        }
        String key = Parameters.required(PsiParameters.class, what.parameters()).key();
        int recipient = recipient(what.manifest(), what.output());
        List<String> common = PsiShares.open(
                sharesByParty.get(recipient).bytes(),
                sharesByParty.get(1 - recipient).bytes());
        if (common.size() > what.output().maximumRows()) {
            throw RunFailedException.of(
                    RunFailure.OUTPUT_CHECK,
                    "expected at most %d rows, found %d".formatted(what.output().maximumRows(), common.size()));
        }
        return new OutputTable(List.of(key), common.stream().map(List::of).toList());
    }
}
