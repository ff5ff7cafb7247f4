/**
 * Keys, certificates, validation, envelopes and TLS for all of Datapact: a library that never logs, keeps no state and
 * takes time and randomness as inputs.
 *
 * <p>Where to start: {@code key} makes, stores and uses private keys; {@code certificate} says what our certificates
 * look like and issues them; {@code path} decides whether a chain is to be believed; {@code cms} encrypts to a
 * certificate; {@code tls} turns an identity into connections; {@code enrol} asks the certificate authority.
 */
package io.datapact.pki;
