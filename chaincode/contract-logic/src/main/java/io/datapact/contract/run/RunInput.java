package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import java.util.Optional;

/**
 * An input of a run as kept under {@code input/<task>/<n>/<input>}.
 *
 * @param registeredRoot root of the dataset version, where committed
 * @param projectedRoot  commitment of exactly the projected rows, salted for the run, where committed
 */
public record RunInput(InputStatus status, Optional<Digest> registeredRoot, Optional<Digest> projectedRoot, long at) {}
