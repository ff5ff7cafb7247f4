package io.datapact.ca.setting;

import io.datapact.ca.CaStartException;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code datapact.ca}, from the command line, environment or a properties file.
 *
 * @param home                {@code datapact.ca.home}: folder of keys, database and the files that launchers read;
 *     default {@code ./datapact-ca}; made with mode 700
 * @param consortium          {@code datapact.ca.consortium}: organisation in the authority's own certificates, fixed at
 *     the first start; default {@code consortium}; 1 to 40 of a–z, 0–9, hyphen
 * @param address             {@code datapact.ca.address}: address to listen on; default {@code 127.0.0.1}
 * @param port                {@code datapact.ca.port}: TCP port; default 0, any free one, then found in
 *     {@code <home>/ca.port}
 * @param names               {@code datapact.ca.names}: names in the server's certificate, 1 to 8; default
 *     {@code localhost,127.0.0.1}
 * @param tokenLifetime       {@code datapact.ca.token-lifetime}: how long an enrolment token may be used; default
 *     {@code 24h}; 1 minute to 30 days
 * @param certificateLifetime {@code datapact.ca.certificate-lifetime}: longest life of members' certificates; default
 *     {@code 365d}; 1 hour to 3 years
 * @param openapi             {@code datapact.ca.openapi}: serve the OpenAPI document at {@code /v3/api-docs}; default
 *     {@code false}
 * @param database            {@code datapact.ca.database.*}
 */
@ConfigurationProperties("datapact.ca")
public record CaSettings(
        @DefaultValue("./datapact-ca") String home,
        @DefaultValue("consortium") String consortium,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("0") int port,
        @DefaultValue({"localhost", "127.0.0.1"}) List<String> names,
        @DefaultValue("24h") Duration tokenLifetime,
        @DefaultValue("365d") Duration certificateLifetime,
        @DefaultValue("false") boolean openapi,
        @DefaultValue DatabaseSettings database) {

    private static final int MAXIMUM_PORT = 65_535;
    private static final int MAXIMUM_NAMES = 8;

    public CaSettings {
        names = List.copyOf(names);
        require(isPath(home), "datapact.ca.home", "a folder", home);
        require(MemberSubject.isSegment(consortium), "datapact.ca.consortium", "1 to 40 of a-z, 0-9, -", consortium);
        require(
                HostName.parse(address).filter(HostName::isAddress).isPresent(),
                "datapact.ca.address",
                "an IP address",
                address);
        require(port >= 0 && port <= MAXIMUM_PORT, "datapact.ca.port", "0 to " + MAXIMUM_PORT, port);
        require(
                !names.isEmpty()
                        && names.size() <= MAXIMUM_NAMES
                        && names.stream().allMatch(name -> HostName.parse(name).isPresent()),
                "datapact.ca.names",
                "1 to " + MAXIMUM_NAMES + " DNS names or addresses",
                names);
        requireBetween("datapact.ca.token-lifetime", tokenLifetime, Duration.ofMinutes(1), Duration.ofDays(30));
        requireBetween(
                "datapact.ca.certificate-lifetime", certificateLifetime, Duration.ofHours(1), Duration.ofDays(3 * 366));
    }

    /** The home as an absolute path. */
    public Path homePath() {
        return Path.of(home).toAbsolutePath().normalize();
    }

    /** All names of the server: those set, and the address it listens on unless that is any. */
    public List<HostName> serverNames() {
        HostName listening = new HostName(address);
        boolean any = listening.address().filter(it -> it.isAnyLocalAddress()).isPresent();
        return Stream.concat(names.stream().map(HostName::new), any ? Stream.of() : Stream.of(listening))
                .distinct()
                .toList();
    }

    private static void requireBetween(String key, Duration found, Duration least, Duration most) {
        require(
                found.compareTo(least) >= 0 && found.compareTo(most) <= 0,
                key,
                "a duration from " + least + " to " + most,
                found);
    }

    private static void require(boolean holds, String key, String expected, Object found) {
        if (!holds) {
            throw new CaStartException("setting " + key + ": expected " + expected + ", found " + found);
        }
    }

    private static boolean isPath(String text) {
        try {
            return !text.isBlank() && !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
