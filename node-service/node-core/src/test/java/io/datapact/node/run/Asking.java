package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.evidence.HeldRefusal;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.evidence.RefusalLog;
import io.datapact.node.testing.TestConsortium;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** bank-a asks telco-b about a task, and telco-b refuses. */
record Asking(TestConsortium consortium, TaskManifest manifest) {
    /** Denials that the fixture's policy has room for in a day. */
    static final int QUOTA = 8;

    private static final NodeId GATE = new NodeId("telco-b/1");
    private static final MemberId BANK = new MemberId("bank-a");

    /** What records at telco-b. */
    DenialRecorder recorder() {
        return consortium.node("telco-b").core().runs().denials();
    }

    /** Today. */
    long day() {
        return TimeUnit.MILLISECONDS.toDays(consortium.clock().millis());
    }

    /** The run asked about. */
    RunId run() {
        return new RunId(manifest.task(), 1);
    }

    /** Has telco-b refuse a question; says whether that stands on the ledger. */
    boolean refuse(Bytes question) throws InterruptedException {
        Task task =
                Waiting.state(consortium).read(TaskKeys.task(manifest.task())).orElseThrow();
        Dsse.Envelope envelope = envelope(question);
        return recorder().record(BANK, task, run(), envelope, new Refusal(Reason.APPROVAL_MISSING, "telco-b"));
    }

    /** A question like no other. */
    Bytes question(int n) {
        RunId run = new RunId(manifest.task(), n);
        return consortium
                .fixture()
                .message(
                        consortium.fixture().identity("bank-a", Role.NODE),
                        consortium
                                .fixture()
                                .askReady(
                                        "bank-a",
                                        run,
                                        manifest.digest(),
                                        consortium.clock().millis()));
    }

    /** What the ledger holds at a place. */
    Optional<Denial> denial(long of, long seq) {
        return Waiting.state(consortium).read(EvidenceKeys.denial(GATE, BANK, of, seq));
    }

    /** Where the ledger says that a question was denied. */
    boolean denied(Bytes question) {
        return Waiting.state(consortium)
                .has(EvidenceKeys.denied(GATE, envelope(question).payloadDigest()));
    }

    /** What telco-b holds of a day. */
    List<HeldRefusal> held(long of) {
        return consortium.node("telco-b").folders().evidence().refusals().held(file(of));
    }

    /** The day's file at telco-b. */
    RefusalLog.Day file(long of) {
        return new RefusalLog.Day(of, BANK);
    }

    private static Dsse.Envelope envelope(Bytes question) {
        return ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(question.toBytes())).value();
    }
}
