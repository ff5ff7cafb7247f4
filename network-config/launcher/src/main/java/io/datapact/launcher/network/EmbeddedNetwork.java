package io.datapact.launcher.network;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.process.Program;
import io.datapact.launcher.process.Programs;
import io.datapact.launcher.process.RunningProgram;
import io.datapact.launcher.rest.NodeApi;
import io.datapact.launcher.rest.ReadSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network on the embedded ledger whose processes this launcher runs: the certificate authority, the ledger host and
 * one node a founder, each with its own folder, keys and database. Nothing listens beyond loopback.
 */
public final class EmbeddedNetwork implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private final NetworkPlan plan;
    private final Layout layout;
    private final Programs programs;
    private final List<RunningProgram> running = new ArrayList<>();
    private final Map<String, RunningProgram> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> restPorts = new LinkedHashMap<>();
    private final ReadSession session = new ReadSession();
    private Optional<RunningProgram> ledgerHost = Optional.empty();
    private int ledgerPort;

    /** Prepares; nothing runs yet. */
    public EmbeddedNetwork(NetworkPlan plan, Layout layout, Programs programs) {
        this.plan = plan;
        this.layout = layout;
        this.programs = programs;
    }

    /** Sets the network up in its folder where it is not there yet, and starts every process. */
    public void start() {
        running.add(new NetworkSetup(plan, layout, programs).ensure());
        startLedgerHost(List.of());
        plan.founders().forEach(founder -> launchNode(founder.member(), List.of()));
        plan.founders().forEach(founder -> awaitNode(founder.member()));
    }

    /** Starts the ledger host. */
    public void startLedgerHost(List<String> properties) {
        RunningProgram host = programs.start(
                Program.LEDGER_HOST,
                layout.ledger(),
                List.of("--home", layout.ledger().toString()),
                properties);
        running.add(host);
        ledgerHost = Optional.of(host);
        ledgerPort = host.awaitPort(START_PATIENCE);
    }

    /** Starts a member's node and waits until it is ready. */
    public void startNode(String member, List<String> properties) {
        launchNode(member, properties);
        awaitNode(member);
    }

    /** Starts the ledger host again at the port it had, so that the nodes find it. */
    public void restartLedgerHost(List<String> properties) {
        LedgerSettings.fixPort(layout, ledgerPort);
        startLedgerHost(properties);
    }

    private void launchNode(String member, List<String> properties) {
        NodeSettings.write(plan, layout, member, ledgerPort);
        RunningProgram node =
                programs.start(Program.NODE, layout.node(member), List.of("--home=" + layout.node(member)), properties);
        running.add(node);
        nodes.put(member, node);
    }

    private void awaitNode(String member) {
        restPorts.put(member, node(member).awaitPort(START_PATIENCE));
    }

    /** A member's node. */
    public RunningProgram node(String member) {
        return Optional.ofNullable(nodes.get(member))
                .orElseThrow(() -> new LaunchException("expected a running node of " + member + ", found none"));
    }

    /** The ledger's host. */
    public RunningProgram host() {
        return ledgerHost.orElseThrow(() -> new LaunchException("expected a running ledger host, found none"));
    }

    /** A member's node, to be spoken to. */
    public NodeApi api(String member) {
        int port = Optional.ofNullable(restPorts.get(member))
                .orElseThrow(() -> new LaunchException("expected a running node of " + member + ", found none"));
        return new NodeApi(
                URI.create("https://127.0.0.1:" + port),
                layout.node(member).resolve("tokens"),
                layout.trustedRoot(),
                member,
                session);
    }

    /** Where the other members' nodes listen for their peers. */
    public Map<String, String> peersOf(String member) {
        Map<String, String> peers = new LinkedHashMap<>();
        for (FounderPlan founder : plan.founders()) {
            if (!founder.member().equals(member)) {
                peers.put(founder.member(), "127.0.0.1:" + port(layout.node(founder.member()), "peer.port"));
            }
        }
        return peers;
    }

    /** The roles whose certificates a member must register. */
    public List<String> rolesToRegister(String member) {
        return plan.founders().stream()
                .filter(founder -> founder.member().equals(member))
                .flatMap(founder -> founder.rolesToRegister().stream())
                .toList();
    }

    /** Where the network lives. */
    public Layout layout() {
        return layout;
    }

    /** A member's home folder. */
    public Path home(String member) {
        return layout.node(member);
    }

    private static int port(Path home, String file) {
        try {
            return Integer.parseInt(Files.readString(home.resolve(file)).strip());
        } catch (IOException | NumberFormatException e) {
            throw new LaunchException("expected a port in " + home.resolve(file) + ", found none", e);
        }
    }

    /** Ends every process that this launcher started, the last first. */
    @Override
    public void close() {
        for (RunningProgram program : running.reversed()) {
            if (program.alive()) {
                program.close();
            }
        }
        running.clear();
        nodes.clear();
    }
}
