package io.datapact.compute.channel;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;

/**
 * How a channel ended; every later call on it ends the same way.
 *
 * @param peer party index of the other side
 * @param failure the named reason
 * @param message expected and found
 */
public record ChannelEnd(int peer, RunFailure failure, String message) {
    /** A fresh exception for the thread that meets the end. */
    public RunFailedException failed() {
        return RunFailedException.at(peer, failure, message);
    }
}
