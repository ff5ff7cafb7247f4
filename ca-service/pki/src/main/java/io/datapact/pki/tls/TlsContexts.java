package io.datapact.pki.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Makes TLS contexts, and the managers that gRPC and Netty take ({@code SslContextBuilder.keyManager(KeyManager)},
 * {@code trustManager(TrustManager)}).
 *
 * <p>A context does not by itself demand the client's certificate or check the server's host name: set
 * {@code needClientAuth} and the endpoint identification algorithm {@code HTTPS} on its sockets or engines. Use
 * {@link #PROTOCOL} only.
 */
public final class TlsContexts {

    /** The one protocol version that Datapact speaks. */
    public static final String PROTOCOL = "TLSv1.3";

    private TlsContexts() {}

    /** A context that shows our certificate and takes those peers that the policy names. */
    public static SSLContext mutual(TlsIdentity identity, PeerPolicy policy, Clock clock) {
        return context(
                new KeyManager[] {keyManager(identity)},
                new TrustManager[] {trustManager(identity.roots(), policy, clock)});
    }

    /** A context without a certificate of ours, for those who have none yet. */
    public static SSLContext anonymous(Set<X509Certificate> roots, PeerPolicy policy, Clock clock) {
        return context(new KeyManager[0], new TrustManager[] {trustManager(roots, policy, clock)});
    }

    /** Our private key and chain. */
    public static X509ExtendedKeyManager keyManager(TlsIdentity identity) {
        char[] none = new char[0];
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(
                    "identity", identity.privateKey(), none, identity.chain().toArray(new Certificate[0]));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, none);
            return only(X509ExtendedKeyManager.class, Arrays.asList(factory.getKeyManagers()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the TLS key of " + identity.material(), e);
        }
    }

    /** The judge of the other side. */
    public static X509ExtendedTrustManager trustManager(Set<X509Certificate> roots, PeerPolicy policy, Clock clock) {
        try {
            KeyStore store = emptyStore();
            int index = 0;
            for (X509Certificate root : roots) {
                store.setCertificateEntry("root-" + index++, root);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            X509ExtendedTrustManager jdk =
                    only(X509ExtendedTrustManager.class, Arrays.asList(factory.getTrustManagers()));
            return new PeerTrust(jdk, roots, policy, clock);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the " + roots.size() + " trusted roots for TLS", e);
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + PROTOCOL + "; use a complete JDK 25", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("cannot make a key store in memory", e);
        }
    }

    private static <T> T only(Class<T> type, List<?> managers) {
        return managers.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this Java runtime offers no " + type.getSimpleName()));
    }
}
