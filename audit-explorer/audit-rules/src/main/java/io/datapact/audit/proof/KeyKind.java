package io.datapact.audit.proof;

import io.datapact.contract.id.TaskId;
import java.util.List;

/** What is known of a key by its name alone. */
public final class KeyKind {
    /** Keys whose value can change and change back: between two proofs nothing is known of them. */
    private static final List<String> REVERSIBLE = List.of(
            "acct/",
            "member/",
            "network/authority",
            "network/roster",
            "network/witnesses",
            "network/reference-values",
            "node/",
            "slot/",
            "standing-used/",
            "used/");

    /** Keys that name their task right behind their prefix. */
    private static final List<String> OF_TASKS = List.of(
            "abort/",
            "anchor/",
            "approval/",
            "att/",
            "closed/",
            "deletion/task/",
            "deposit/",
            "dispute/",
            "hold/",
            "input/",
            "outcome/",
            "rcpt/",
            "release/",
            "ruling/",
            "run/",
            "task/");

    private KeyKind() {}

    /**
     * Whether a value can come back once it has changed. All other keys are written once, or bear a number, a mark or a
     * total that only moves on, or are deleted once and for nobody's harm (money unlocked before a start).
     */
    public static boolean isReversible(String key) {
        return REVERSIBLE.stream().anyMatch(key::startsWith);
    }

    /** Whether only commands about a task write the key. */
    public static boolean isOf(TaskId task, String key) {
        return OF_TASKS.stream().anyMatch(prefix -> key.equals(prefix + task) || key.startsWith(prefix + task + "/"));
    }
}
