/**
 * The prime-order group ristretto255 (RFC 9496) and hashing into it (RFC 9380), in plain Java.
 *
 * <p>Timing: no branch and no array index depends on a secret scalar or on a secret coordinate. The JVM gives no
 * promise that its compilers keep it so, memory is not wiped, and whether a decoding succeeded is public. Secrets live
 * one run only.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.protocols.ristretto;
