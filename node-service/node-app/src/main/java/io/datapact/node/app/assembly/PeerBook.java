package io.datapact.node.app.assembly;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.app.config.Endpoint;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.transport.HostPort;
import io.datapact.transport.PeerAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where other members' nodes are: what the configuration says, and over it what was set while the node ran, which is
 * kept in a file. Who answers there proves who it is by its certificate; a wrong address costs time only.
 */
public final class PeerBook implements PeerAddresses {
    /** Most members with an address. */
    public static final int MAXIMUM = 64;

    private final Path file;
    private final Map<MemberId, Endpoint> configured;
    private volatile SortedMap<MemberId, Endpoint> set;

    /** Reads what was set before. */
    public PeerBook(Path file, Map<MemberId, Endpoint> configured) {
        this.file = file;
        this.configured = Map.copyOf(configured);
        this.set = read(file);
    }

    @Override
    public Optional<HostPort> find(NodeId node) {
        return Optional.ofNullable(set.get(node.member()))
                .or(() -> Optional.ofNullable(configured.get(node.member())))
                .map(endpoint -> new HostPort(endpoint.host(), endpoint.port()));
    }

    /** Sets addresses; those of members not named stay. */
    public synchronized void put(Map<MemberId, Endpoint> addresses) {
        TreeMap<MemberId, Endpoint> fresh = new TreeMap<>(set);
        fresh.putAll(addresses);
        if (fresh.size() > MAXIMUM) {
            throw new IllegalArgumentException(
                    "expected addresses of at most " + MAXIMUM + " members, found " + fresh.size());
        }
        TreeMap<String, Json> members = new TreeMap<>();
        fresh.forEach((member, endpoint) -> members.put(member.value(), new JsonString(endpoint.toString())));
        AtomicFiles.writePrivate(file, CanonicalJson.encode(new JsonObject(members)));
        set = fresh;
    }

    /** All addresses, by member. */
    public SortedMap<MemberId, Endpoint> all() {
        TreeMap<MemberId, Endpoint> all = new TreeMap<>(configured);
        all.putAll(set);
        return all;
    }

    private static SortedMap<MemberId, Endpoint> read(Path file) {
        TreeMap<MemberId, Endpoint> found = new TreeMap<>();
        if (!Files.exists(file)) {
            return found;
        }
        try {
            if (CanonicalJson.decode(Files.readAllBytes(file), CanonicalJson.MAXIMUM_PAYLOAD_BYTES)
                    instanceof Parsed.Value<Json>(JsonObject(SortedMap<String, Json> members))) {
                members.forEach((member, address) ->
                        found.put(new MemberId(member), Endpoint.parse(((JsonString) address).value())));
                return found;
            }
            throw new ConfigurationException("expected members and addresses in " + file
                    + ", found something else; delete it and set the peers again");
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new ConfigurationException(
                    "expected members and addresses in " + file
                            + ", found something else; delete it and set the peers again",
                    e);
        }
    }
}
