package io.datapact.contract.member;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;

/**
 * Which network a genesis goes on from.
 *
 * @param network    digest of the old genesis
 * @param checkpoint the old log's last checkpoint that is trusted: a signed note (C2SP), UTF-8
 * @param stateRoot  root of the state at that checkpoint
 */
public record Recovery(Digest network, Bytes checkpoint, Digest stateRoot) {}
