package io.datapact.contract.rules;

import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.state.StateReader;
import java.util.Optional;

/** Derives a run's state: contract.md section 4. */
public final class RunStates {
    private RunStates() {}

    /**
     * A run's state.
     *
     * @param t transaction time, millis since the epoch
     * @return nothing where the run never started
     */
    public static Optional<RunState> of(StateReader reader, RunId run, long t) {
        long tau = reader.read(MemberKeys.PAUSE).orElse(Pause.NONE).activeTime(t);
        return RunFacts.of(reader, run).map(facts -> facts.state(tau));
    }
}
