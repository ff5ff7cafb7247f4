package io.datapact.contract.invariant;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.RunInput;
import java.util.Optional;

/** Each input of a run goes once to COMMITTED or RETURNED, by its owner. */
public final class InputsDecidedOnce implements Invariant {
    @Override
    public Optional<String> fault(Told told) {
        for (Change change : told.changes()) {
            if (change.is("input") && !isRight(told, change)) {
                return Optional.of("an input decided twice or in another way than told: " + change.key());
            }
        }
        return Optional.empty();
    }

    private static boolean isRight(Told told, Change change) {
        Optional<InputStatus> after = change.after(RunInput.class).map(RunInput::status);
        boolean asTold = switch (told.command()) {
            case RunCommand.CommitInput commit -> after.equals(Optional.of(InputStatus.COMMITTED));
            case RunCommand.ReturnReservation back -> after.equals(Optional.of(InputStatus.RETURNED));
            default -> false;
        };
        return asTold && change.before().isEmpty();
    }
}
