package io.datapact.node.app.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The REST interface as it runs. */
public final class NodeServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private NodeServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Where and how to serve.
     *
     * @param address to listen on
     * @param port    0 for a free one
     * @param apiDocs whether the OpenAPI document is served
     */
    public record Listening(String address, int port, boolean apiDocs) {}

    /**
     * Starts to serve.
     *
     * @param beans   registers tokens, server identity, operator messages, health indicators and what controllers need
     * @param sources the configurations and controllers
     */
    public static NodeServer start(
            Listening listening, Consumer<GenericApplicationContext> beans, Class<?>... sources) {
        SpringApplication application = new SpringApplication(ServerConfiguration.class);
        application.addPrimarySources(List.of(sources));
        if (listening.apiDocs()) {
            application.addPrimarySources(List.of(ApiDocuments.class));
        }
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.setDefaultProperties(settings(listening));
        application.addInitializers(context -> beans.accept((GenericApplicationContext) context));
        return new NodeServer(application.run());
    }

    /** The port that it listens on. */
    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    private static Map<String, Object> settings(Listening listening) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.address", listening.address());
        settings.put("server.port", listening.port());
        settings.put("server.ssl.bundle", ServerConfiguration.TLS_BUNDLE);
        settings.put("server.shutdown", "immediate");
        settings.put("server.max-http-request-header-size", "16KB");
        settings.put("server.tomcat.max-swallow-size", "64KB");
        settings.put("server.tomcat.connection-timeout", "20s");
        settings.put("server.tomcat.max-connections", 512);
        settings.put("server.tomcat.max-part-count", 1);
        settings.put("server.error.whitelabel.enabled", false);
        settings.put("spring.threads.virtual.enabled", true);
        settings.put("spring.main.lazy-initialization", false);
        settings.put("spring.jmx.enabled", false);
        settings.put("spring.web.resources.add-mappings", false);
        settings.put("spring.mvc.servlet.load-on-startup", 1);
        settings.put("spring.mvc.problemdetails.enabled", false);
        settings.put("management.endpoints.access.default", "none");
        settings.put("management.endpoint.health.access", "read-only");
        settings.put("management.endpoint.prometheus.access", "read-only");
        settings.put("management.endpoints.web.exposure.include", "health,prometheus");
        settings.put("management.endpoints.web.discovery.enabled", false);
        settings.put("management.endpoint.health.show-details", "always");
        settings.put("management.metrics.enable.disk", false);
        settings.put("management.health.ping.enabled", false);
        settings.put("springdoc.api-docs.enabled", listening.apiDocs());
        settings.put("springdoc.paths-to-match", "/v1/**");
        return settings;
    }
}
