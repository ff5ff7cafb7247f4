/**
 * A strict reader of exactly the X.509 certificates (RFC 5280) that members may register: DER, P-256, ECDSA with
 * SHA-256. It is ours because this is consensus code: each host must accept the same bytes on every Java version, and
 * no bytes may make it throw. Nothing is null.
 */
package io.datapact.contract.x509;
