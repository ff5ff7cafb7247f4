package io.datapact.contract.command;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.RunId;
import java.util.List;
import java.util.Optional;

/** Commands about runs. */
public sealed interface RunCommand extends Command {
    /** The run. */
    RunId run();

    /** Starts a run; {@code readys} are DSSE envelopes over {@link io.datapact.contract.run.Ready}, by party index. */
    record StartRun(RunId run, List<Bytes> readys) implements RunCommand {
        public StartRun {
            readys = List.copyOf(readys);
            Bounds.require("readys", readys.size(), 0, Bounds.PARTIES);
        }
    }

    /** The owner's node commits to exactly the projected rows. */
    record CommitInput(RunId run, Code input, Digest registeredRoot, Digest projectedRoot) implements RunCommand {}

    /** Gives back the reservation of an input never committed. */
    record ReturnReservation(RunId run, Code input) implements RunCommand {}

    /** A party's attestation. */
    record AttestResult(RunId run, CommonPart common, OwnPart own) implements RunCommand {}

    /** A party ends the run. */
    record AbortRun(RunId run, Code cause, Optional<MemberId> peer, Digest transcriptHead) implements RunCommand {}

    /** A party publishes the keys of its sealed shares. */
    record Release(RunId run, List<ReleasedKey> keys) implements RunCommand {
        public Release {
            keys = List.copyOf(keys);
            Bounds.require("keys", keys.size(), 0, Bounds.PARTIES * Bounds.PARTIES);
        }
    }

    /** A recipient's receipt: a salted commitment to the result it opened. */
    record ConfirmReceipt(RunId run, Digest result) implements RunCommand {}
}
