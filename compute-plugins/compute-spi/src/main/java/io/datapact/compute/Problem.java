package io.datapact.compute;

/**
 * Something wrong with a task's parameters or manifest, found before anybody signs.
 *
 * @param where the field, as in {@code parameters/groupBy/values} or {@code manifest/parties}
 * @param sentence expected, found, and what to do
 */
public record Problem(String where, String sentence) {}
