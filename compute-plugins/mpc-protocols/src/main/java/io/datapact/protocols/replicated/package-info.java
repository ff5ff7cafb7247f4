/**
 * Replicated secret sharing among three parties over the integers modulo 2^64 and over bits (Araki, Furukawa, Lindell,
 * Nof, Ohara: ePrint 2016/768; conversions: Mohassel and Rindal, ABY3, ePrint 2018/403, section 5.3).
 *
 * <p>A value x is x_0 + x_1 + x_2; party i holds x_i ("mine") and x_(i+1) ("next"), indices modulo 3. A 64-bit word is
 * shared likewise with exclusive or, all 64 bits side by side. Start with {@link io.datapact.protocols.replicated.Triad}.
 *
 * <p>Security: semi-honest, at most one party corrupt and none colluding, channels private, AES a pseudo-random
 * function. A cheating party can change results unnoticed.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.protocols.replicated;
