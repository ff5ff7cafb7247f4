package io.datapact.ca.web;

import io.datapact.ca.CaLog;
import io.datapact.ca.authority.IssuingAuthorities;
import io.datapact.ca.authority.ServerCertificates;
import io.datapact.ca.home.CaHome;
import io.datapact.ca.record.AuthorityRecord;
import io.datapact.ca.setting.CaSettings;
import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.tls.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** TLS of the server, strict JSON, health, and telling launchers where it answers. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    private static final String BUNDLE = "ca";
    private static final String NO_PASSWORD = "";
    private static final List<CoercionInputShape> NOT_TEXT =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);

    @Bean
    SslBundleRegistrar serverTls(
            IssuingAuthorities authorities, AuthorityRecord record, ServerCertificates certificates) {
        record.bind(authorities);
        KeyStore store = inMemory(certificates.current());
        SslBundle bundle = SslBundle.of(
                SslStoreBundle.of(store, NO_PASSWORD, null),
                SslBundleKey.of(NO_PASSWORD, BUNDLE),
                SslOptions.of(null, Set.of(TlsContexts.PROTOCOL)),
                TlsContexts.PROTOCOL);
        return registry -> registry.registerBundle(BUNDLE, bundle);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> listener(CaSettings settings) {
        return factory -> {
            factory.setAddress(InetAddress.ofLiteral(settings.address()));
            factory.setPort(settings.port());
        };
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> NOT_TEXT.forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)));
    }

    @Bean
    HealthIndicator issuersHealthIndicator(IssuingAuthorities authorities, Clock clock) {
        return () -> authorities.areValidAt(clock.instant())
                ? Health.up().build()
                : Health.down().withDetail("reason", "ISSUER_OUT_OF_VALIDITY").build();
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> announcement(CaHome home, IssuingAuthorities authorities, CaLog log) {
        return event -> {
            if (event.getApplicationContext() instanceof WebServerApplicationContext context) {
                int port = context.getWebServer().getPort();
                home.publishPort(port);
                log.started(
                        home.folder(),
                        port,
                        CertificateDigest.of(authorities.root()).hex());
            }
        };
    }

    private static KeyStore inMemory(KeyMaterial material) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    BUNDLE,
                    material.privateKey(),
                    NO_PASSWORD.toCharArray(),
                    material.chain().toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot use the server's key", e);
        }
    }
}
