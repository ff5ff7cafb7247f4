/** Identities and trust for mutual TLS: as a JDK context, and as the managers that gRPC and Netty take. */
package io.datapact.pki.tls;
