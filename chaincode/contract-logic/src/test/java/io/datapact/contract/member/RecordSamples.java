package io.datapact.contract.member;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingInput;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;

/** Records that tests change one component of. */
final class RecordSamples {
    static final ConsortiumFixture FIXTURE = ConsortiumFixture.withoutSignatures();
    static final TaskManifest TASK = FIXTURE.aTask().build();
    static final RunId RUN = new RunId(TASK.task(), 1);
    static final Digest DIGEST = ConsortiumFixture.digest("any");
    static final MemberId BANK = new MemberId("bank-a");
    static final Code CODE = new Code("code");
    static final DatasetId LOANS = TASK.inputs().get(0).dataset();
    static final AlgorithmId ALGORITHM = TASK.algorithm().id();

    private RecordSamples() {}

    /** A component's bounds: of the number itself, or of the length of its list. */
    record Row(Record record, String component, long least, long most) {
        @Override
        public String toString() {
            return record.getClass().getSimpleName() + "." + component;
        }
    }

    static StandingTemplate template() {
        return new StandingTemplate(
                List.of(CODE),
                ALGORITHM,
                1,
                List.of(CODE),
                List.of(new StandingInput(LOANS, List.of("id"))),
                List.of(BANK),
                List.of(BANK),
                10,
                100,
                false,
                "CNY",
                10,
                50,
                10,
                0,
                1,
                DIGEST,
                StandingCaps.NONE);
    }

    static AlgorithmCommand.RegisterAlgorithm registration() {
        return new AlgorithmCommand.RegisterAlgorithm(
                ALGORITHM, 1, CODE, DIGEST, DIGEST, List.of(CODE), CODE, CODE, false);
    }
}
