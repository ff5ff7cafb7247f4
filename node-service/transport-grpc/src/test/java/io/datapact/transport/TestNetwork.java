package io.datapact.transport;

import io.datapact.compute.ChannelLimits;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import io.datapact.node.peer.ChannelSession;
import io.datapact.node.peer.PeerAdmission;
import io.datapact.node.peer.PeerRequests;
import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.tls.TlsIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes of one consortium on loopback, each with a TLS certificate of its own. */
public final class TestNetwork implements AutoCloseable {
    /** Certificates are judged as of this moment. */
    public static final Clock CLOCK = Clock.fixed(Consortium.LATER, ZoneOffset.UTC);

    private static final Digest NETWORK = Digest.of(new byte[] {1});
    private static final Digest MANIFEST = Digest.of(new byte[] {2});
    /** Largest share that these nodes take, in bytes. */
    public static final int SHARE_BYTES = 4 << 20;

    private static final Duration CALL_WAIT = Duration.ofSeconds(20);

    private final Consortium consortium;
    private final Map<NodeId, HostPort> addresses = new ConcurrentHashMap<>();
    private final List<NodeTransport> open = new ArrayList<>();
    private PeerAdmission admission = anybody -> Optional.empty();

    /** A consortium without nodes. */
    public TestNetwork() {
        this(Consortium.aConsortium());
    }

    /** A consortium of a test's own. */
    public TestNetwork(Consortium consortium) {
        this.consortium = consortium;
    }

    /** Any key of a member. */
    public KeyMaterial key(String member, CertificateRole role, String handle) {
        return consortium.key(member, role, handle);
    }

    /** A TLS identity of a member's node. */
    public TlsIdentity identity(String member) {
        return identity(member, "1");
    }

    /** A TLS identity of a member under a handle. */
    public TlsIdentity identity(String member, String handle) {
        return new TlsIdentity(
                consortium.key(member, CertificateRole.TLS, handle),
                Set.of(consortium.hierarchy().rootCertificate()));
    }

    /** Whom nodes started from now on admit; at first everybody. */
    public void admit(PeerAdmission judge) {
        admission = judge;
    }

    /** Starts a node {@code <member>/1} and makes its address known. */
    public NodeTransport start(String member, TlsIdentity identity, PeerRequests requests) {
        NodeTransport transport = start(identity, requests);
        addresses.put(new NodeId(member + "/1"), new HostPort("127.0.0.1", transport.port()));
        return transport;
    }

    /** Starts a node that nobody knows the address of. */
    public NodeTransport start(TlsIdentity identity, PeerRequests requests) {
        return start(identity, requests, CALL_WAIT);
    }

    /** Starts a node with another wait. */
    public NodeTransport start(TlsIdentity identity, PeerRequests requests, Duration callWait) {
        TransportSettings settings = new TransportSettings("127.0.0.1", 0, callWait, SHARE_BYTES);
        NodeTransport transport = NodeTransport.start(
                settings, identity, CLOCK, node -> Optional.ofNullable(addresses.get(node)), admission, requests);
        open.add(transport);
        return transport;
    }

    /** Says that a node is somewhere else. */
    public void moved(String member, HostPort address) {
        addresses.put(new NodeId(member + "/1"), address);
    }

    /** A session of run 1 among parties with these certificates, in order. */
    public static ChannelSession session(int partyIndex, ChannelLimits limits, Map<String, Digest> pins) {
        List<PartyNode> parties = new ArrayList<>();
        pins.forEach((member, pin) ->
                parties.add(new PartyNode(parties.size(), new NodeId(member + "/1"), Digest.of(new byte[] {3}), pin)));
        RunId run = new RunId(new TaskId("bank-a/2026-000001"), 1);
        return new ChannelSession(NETWORK, run, MANIFEST, partyIndex, parties, limits);
    }

    /** The pin of an identity. */
    public static Digest pin(TlsIdentity identity) {
        return new Digest(identity.digest().hex());
    }

    @Override
    public void close() {
        open.forEach(NodeTransport::close);
    }
}
