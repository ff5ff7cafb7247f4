package io.datapact.mpc;

import io.datapact.compute.Problem;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects what is wrong with a task, and looks at what both operations need of a manifest. */
final class Findings {
    private final TaskManifest manifest;
    private final List<Problem> problems = new ArrayList<>();

    Findings(TaskManifest manifest) {
        this.manifest = manifest;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void expect(boolean holds, String where, String sentence) {
        if (!holds) {
            problems.add(new Problem(where, sentence));
        }
    }

    /** So many parties, numbered from 0, and two inputs of two of them. */
    void parties(int count) {
        int found = manifest.parties().size();
        expect(
                found == count,
                "manifest/parties",
                "expected %d parties, found %d; add or remove parties".formatted(count, found));
        for (int i = 0; i < found; i++) {
            expect(
                    manifest.parties().get(i).index() == i,
                    "manifest/parties/" + i,
                    "expected parties numbered from 0 in their order, found another number");
        }
        expect(
                manifest.inputs().size() == 2,
                "manifest/inputs",
                "expected two inputs, found %d; this operation joins exactly two"
                        .formatted(manifest.inputs().size()));
        if (manifest.inputs().size() == 2) {
            OptionalInt one = owner(0);
            OptionalInt other = owner(1);
            expect(
                    one.isEmpty() || !one.equals(other),
                    "manifest/inputs",
                    "expected inputs of two different owners, found both of one");
        }
    }

    private OptionalInt owner(int input) {
        OptionalInt owner = Owners.owner(manifest, manifest.inputs().get(input));
        expect(
                owner.isPresent(),
                "manifest/inputs/" + input,
                "expected that the input's owner is a party, found no party of that member; add its node");
        return owner;
    }

    /** An input of this name with this column. */
    void column(String where, String input, String column) {
        Optional<TaskInput> found = Owners.input(manifest, input);
        if (found.isEmpty()) {
            expect(false, where, "expected the name of an input of the manifest, found " + input);
            return;
        }
        expect(
                found.get().columns().contains(column),
                where,
                "expected a column of the input %s that the manifest asks for, found %s; add it to the manifest's columns"
                        .formatted(input, column));
    }
}
