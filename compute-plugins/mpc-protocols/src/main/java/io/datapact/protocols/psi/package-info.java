/**
 * Set intersection of two parties by elliptic-curve Diffie-Hellman. Start with {@link io.datapact.protocols.psi.EcdhPsi}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.protocols.psi;
