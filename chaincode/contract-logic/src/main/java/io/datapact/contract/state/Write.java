package io.datapact.contract.state;

import java.util.Optional;

/**
 * One change of the state.
 *
 * @param key   the key's path
 * @param value the record's canonical JSON, or nothing where the key is deleted
 */
public record Write(String key, Optional<String> value) {}
