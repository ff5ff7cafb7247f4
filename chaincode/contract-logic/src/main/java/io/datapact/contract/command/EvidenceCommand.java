package io.datapact.contract.command;

import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.run.RunId;
import java.util.Optional;

/** Commands about evidence (role node). */
public sealed interface EvidenceCommand extends Command {
    /** Anchors the head and count of the member's evidence chain. */
    record AnchorEvidence(RunId run, long seq, Digest head, long count) implements EvidenceCommand {
        /** Most anchors of a party in a run. */
        public static final int MAXIMUM = 16;

        public AnchorEvidence {
            Bounds.require("seq", seq, 1, Bounds.VERSIONS);
            Bounds.require("count", count, 1, Bounds.MAXIMUM_AMOUNT);
        }
    }

    /**
     * Records that the signer's node refused a signed command or AskReady.
     *
     * @param day   days since 1970-01-01 of the transaction time
     * @param about the DSSE envelope that was refused
     */
    record RecordDenial(
            MemberId asker, long day, long seq, Bytes about, String reason, Optional<Denial.Overflow> overflow)
            implements EvidenceCommand {
        public RecordDenial {
            Bounds.require("day", day, 0, Bounds.VERSIONS);
            Bounds.require("seq", seq, 1, Bounds.VERSIONS);
            if (!reason.matches("[A-Z_]{1,64}")) {
                throw new IllegalArgumentException("expected a reason code of A-Z and _, found " + reason.length()
                        + " characters of another form");
            }
        }
    }

    /**
     * Records a deletion: an owner's of rows of a version, or a recipient's of the results of a task; one of the two.
     *
     * @param seq the next number of the version, or of the recipient in the task
     */
    record RecordDeletion(Optional<DeletedRows> rows, Optional<TaskId> task, long seq) implements EvidenceCommand {
        public RecordDeletion {
            Bounds.require("seq", seq, 1, Bounds.VERSIONS);
            if (rows.isPresent() == task.isPresent()) {
                throw new IllegalArgumentException("expected either rows or a task, found both or neither");
            }
        }
    }
}
