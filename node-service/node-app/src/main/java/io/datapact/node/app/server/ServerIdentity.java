package io.datapact.node.app.server;

import io.datapact.pki.key.KeyMaterial;
import java.security.SecureRandom;
import org.springframework.boot.ssl.SslBundle;

/**
 * The key with which the web server shows who it is.
 *
 * @param material the node's TLS key
 */
public record ServerIdentity(KeyMaterial material, SecureRandom random) {
    SslBundle bundle() {
        return ServerTls.bundle(material, random);
    }
}
