package io.datapact.mpc;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;
import java.util.OptionalInt;

/** Who owns what, by the manifest. */
final class Owners {
    private Owners() {}

    /** The input of a name. */
    static Optional<TaskInput> input(TaskManifest manifest, String name) {
        return manifest.inputs().stream()
                .filter(input -> input.name().value().equals(name))
                .findFirst();
    }

    /** Index of the party that owns an input. */
    static OptionalInt owner(TaskManifest manifest, TaskInput input) {
        return party(manifest, input.dataset().member());
    }

    /** Index of a member's party. */
    static OptionalInt party(TaskManifest manifest, MemberId member) {
        return manifest.parties().stream()
                .filter(party -> party.node().member().equals(member))
                .mapToInt(party -> Math.toIntExact(party.index()))
                .findFirst();
    }

    /** Index of the party that owns the input of a name, in a manifest that was checked. */
    static int ownerOf(TaskManifest manifest, String name) {
        return owner(manifest, input(manifest, name).orElseThrow()).orElseThrow();
    }
}
