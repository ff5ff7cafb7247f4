package io.datapact.compute.plaintext;

/**
 * Parameters of {@code psi}: which keys do two inputs have in common.
 *
 * @param key column of both inputs, unique in each
 */
public record PsiParameters(String key) {}
