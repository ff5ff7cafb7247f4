package io.datapact.node.app.server;

import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.tls.TlsContexts;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/** The node's TLS key as the web server takes it. The key stays in memory under a password that nobody knows. */
final class ServerTls {
    private static final String ALIAS = "tls";
    private static final int PASSWORD_BYTES = 24;

    private ServerTls() {}

    /** TLS 1.3 with our chain; no client certificate is asked for. */
    static SslBundle bundle(KeyMaterial material, SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        return SslBundle.of(
                SslStoreBundle.of(store(material, password), password, null),
                SslBundleKey.of(password, ALIAS),
                SslOptions.of(null, Set.of(TlsContexts.PROTOCOL)));
    }

    private static KeyStore store(KeyMaterial material, String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS,
                    material.privateKey(),
                    password.toCharArray(),
                    material.chain().toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot use the TLS key of " + material + " for the web server", e);
        }
    }
}
