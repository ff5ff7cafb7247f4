package io.datapact.ledger.follow;

import io.datapact.contract.id.Digest;

/**
 * A command whose fate is not known though its time is over: handed in, and not on the ledger as this replica has it.
 *
 * @param command digest of the payload; whoever holds the signed command can show it to the other members
 * @param since   when its time was over, millis since the epoch by this node's clock
 * @param detail  what the host said last
 */
public record Overdue(Digest command, long since, String detail) {}
