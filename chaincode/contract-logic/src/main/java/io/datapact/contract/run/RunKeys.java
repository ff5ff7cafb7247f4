package io.datapact.contract.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.state.StateKey;

/** The keys of runs. Each fact of a party has a key of its own, written once. */
public final class RunKeys {
    private RunKeys() {}

    /** The path of a run below its type prefix: {@code <task>/<n>}. */
    public static String path(RunId run) {
        return run.task() + "/" + StateKey.number(run.run());
    }

    /** A started run. */
    public static StateKey<Run> run(RunId run) {
        return new StateKey<>("run/" + path(run), Run.class);
    }

    /** An input of a run. */
    public static StateKey<RunInput> input(RunId run, Code input) {
        return new StateKey<>("input/" + path(run) + "/" + input, RunInput.class);
    }

    /** A party's attestation. */
    public static StateKey<Attestation> attestation(RunId run, MemberId member) {
        return new StateKey<>("att/" + path(run) + "/" + member, Attestation.class);
    }

    /** A party's abort. */
    public static StateKey<Abort> abort(RunId run, MemberId member) {
        return new StateKey<>("abort/" + path(run) + "/" + member, Abort.class);
    }

    /** A party's release. */
    public static StateKey<Released> release(RunId run, MemberId member) {
        return new StateKey<>("release/" + path(run) + "/" + member, Released.class);
    }

    /** A recipient's receipt. */
    public static StateKey<Receipt> receipt(RunId run, MemberId member) {
        return new StateKey<>("rcpt/" + path(run) + "/" + member, Receipt.class);
    }
}
