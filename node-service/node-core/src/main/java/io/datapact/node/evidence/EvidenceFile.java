package io.datapact.node.evidence;

import io.datapact.contract.id.Bytes;

/**
 * A statement's file, for export.
 *
 * @param name     file name, {@code 000001.input.dsse.json}
 * @param envelope the DSSE envelope's bytes
 */
public record EvidenceFile(String name, Bytes envelope) {}
