package io.datapact.ledger.local;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Authentication;
import io.datapact.node.ledger.SubmitOutcome;
import java.util.concurrent.CompletableFuture;

/**
 * A command on its way through the host.
 *
 * @param envelope       in canonical bytes
 * @param command        digest of the payload
 * @param authentication what verifying ahead came to; a refusal is judged again in its turn
 * @param outcome        completed once, when its fate is known
 */
record Submission(
        Bytes envelope, Digest command, Authentication authentication, CompletableFuture<SubmitOutcome> outcome) {}
