/**
 * The consortium's certificate authority as a process of its own. Four seams: who may ask ({@code token}), what may be
 * asked ({@code policy}), who signs ({@code authority}), what is recorded ({@code record}); {@code enrol} is the one
 * place where they meet, {@code web} the way in.
 */
package io.datapact.ca;
