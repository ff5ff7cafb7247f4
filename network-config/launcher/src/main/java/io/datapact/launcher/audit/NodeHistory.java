package io.datapact.launcher.audit;

import io.datapact.contract.id.TaskId;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.rest.Answer;
import io.datapact.launcher.rest.NodeApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The ledger as a node's replica has it: entries by position, and a signed note over exactly those. */
final class NodeHistory {
    private final List<byte[]> entries;
    private final byte[] checkpoint;
    private final List<byte[]> handovers;

    private NodeHistory(List<byte[]> entries, byte[] checkpoint, List<byte[]> handovers) {
        this.entries = List.copyOf(entries);
        this.checkpoint = checkpoint;
        this.handovers = List.copyOf(handovers);
    }

    /** Canonical bytes by position. */
    List<byte[]> entries() {
        return entries;
    }

    /** The signed note. */
    byte[] checkpoint() {
        return checkpoint;
    }

    /** The signed notes by which the log went over from key to key, of those entries. */
    List<byte[]> handovers() {
        return handovers;
    }

    /** Has the witnesses co-sign the newest checkpoint first, then reads exactly the entries that it covers. */
    static NodeHistory read(NodeApi node) {
        byte[] note = checkpoint(node);
        long size = size(note);
        List<byte[]> entries = new ArrayList<>();
        byte[] lines = must(node.get("auditor", "/v1/ledger/entries?from=0")).body();
        int from = 0;
        for (int i = 0; i < lines.length && entries.size() < size; i++) {
            if (lines[i] == '\n') {
                entries.add(Arrays.copyOfRange(lines, from, i));
                from = i + 1;
            }
        }
        if (entries.size() != size) {
            throw new LaunchException("expected the " + size + " entries that the node's checkpoint covers, found "
                    + entries.size() + "; try again once the node has caught up");
        }
        return new NodeHistory(entries, note, handovers(node, size));
    }

    private static List<byte[]> handovers(NodeApi node, long most) {
        List<byte[]> handovers = new ArrayList<>();
        for (JsonNode text :
                must(node.get("auditor", "/v1/ledger/handovers")).json().path("handovers")) {
            byte[] note = text.asString("").getBytes(StandardCharsets.UTF_8);
            if (size(note) <= most) {
                handovers.add(note);
            }
        }
        return handovers;
    }

    /** Without the witnesses where the node cannot ask them; the rules say what that means. */
    private static byte[] checkpoint(NodeApi node) {
        Answer gathered = node.post("auditor", "/v1/ledger/cosignatures", Map.of());
        return gathered.done()
                ? gathered.json().path("checkpoint").asString("").getBytes(StandardCharsets.UTF_8)
                : must(node.get("auditor", "/v1/ledger/checkpoint")).body();
    }

    /** The checkpoints that the node kept from before a task's starts. */
    static List<byte[]> before(NodeApi node, TaskId task) {
        String path = "/v1/ledger/checkpoints?task=" + URLEncoder.encode(task.value(), StandardCharsets.UTF_8);
        List<byte[]> notes = new ArrayList<>();
        must(node.get("auditor", path))
                .json()
                .path("checkpoints")
                .forEach(note -> notes.add(note.asString("").getBytes(StandardCharsets.UTF_8)));
        return notes;
    }

    private static Answer must(Answer answer) {
        if (!answer.done()) {
            throw new RefusedException(answer.reason(), answer.sentence());
        }
        return answer;
    }

    private static long size(byte[] note) {
        String[] lines = new String(note, StandardCharsets.UTF_8).split("\n", 3);
        try {
            return Long.parseLong(lines.length < 2 ? "" : lines[1]);
        } catch (NumberFormatException e) {
            throw new LaunchException("expected a checkpoint with its size in the second line, found another text", e);
        }
    }
}
