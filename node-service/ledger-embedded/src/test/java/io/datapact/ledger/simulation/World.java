package io.datapact.ledger.simulation;

import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.log.LogDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One simulation: its machines, their network, their weather, and whoever watches. */
final class World {
    /** How long everything may take to come to rest once nothing goes wrong any more. */
    private static final long REST = 30 * Scheduler.MINUTE;

    private final Setup setup;
    private final Scheduler time;
    private final Trace trace;
    private final Network network;
    private final Oracle oracle;
    private final Intents intents;
    private final SimulatedLogKeys logKeys;
    private final Rotation rotation;
    private final SimulatedHost host;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SimulatedHost> liars = new ArrayList<>();
    private Faults faults = Faults.NONE;
    private boolean wishing = true;

    World(Setup setup) {
        this.setup = setup;
        this.time = new Scheduler(setup.seed());
        this.trace = new Trace(time);
        this.network = new Network(this);
        this.oracle = new Oracle(this);
        this.intents = new Intents(time, setup.seed());
        this.logKeys = new SimulatedLogKeys(setup.seed());
        this.rotation = new Rotation(this, logKeys, setup.rotation());
        this.host = new SimulatedHost("host", this);
        for (int i = 0; i < setup.nodes(); i++) {
            String member = ConsortiumFixture.MEMBERS.get(i % ConsortiumFixture.MEMBERS.size());
            nodes.add(new SimulatedNode("node-" + i, member, this, host));
        }
    }

    Scheduler time() {
        return time;
    }

    Trace trace() {
        return trace;
    }

    Network network() {
        return network;
    }

    Oracle oracle() {
        return oracle;
    }

    Intents intents() {
        return intents;
    }

    SimulatedLogKeys logKeys() {
        return logKeys;
    }

    Faults faults() {
        return faults;
    }

    SimulatedHost host() {
        return host;
    }

    List<SimulatedNode> nodes() {
        return List.copyOf(nodes);
    }

    List<Machine<?>> machines() {
        List<Machine<?>> all = new ArrayList<>(nodes);
        all.add(host);
        return all;
    }

    /** Begin of the simulation, millis since the epoch. */
    long start() {
        return SimulatedConsortium.FIXTURE.start() + Scheduler.HOUR / Scheduler.MILLI;
    }

    boolean wishing() {
        return wishing;
    }

    /** The host lies from now on, and another one may help it. */
    void turn(SimulatedHost liar) {
        liars.add(liar);
    }

    boolean honest() {
        return liars.isEmpty();
    }

    boolean honest(SimulatedHost one) {
        return !liars.contains(one) && liars.isEmpty();
    }

    LogDisk equip(Machine<?> machine, LogDisk disk) {
        return setup.disks().apply(machine.name(), disk);
    }

    void beforeRetry(Intent intent, long clock) {
        if (setup.resigns()) {
            intent.signAnew(intents.signed(intent.signer(), intent.command(), clock));
        }
    }

    /** Everything starts, faults come. */
    void begin() {
        machines().forEach(Machine::start);
        rotation.begin();
        faults = setup.faults();
        if (faults.any()) {
            new Weather(this).begin();
        }
    }

    /** Lets time pass, until something does not hold at most. */
    void run(long duration) {
        long until = time.now() + duration;
        boolean more = true;
        while (more && oracle.failure().isEmpty()) {
            more = time.step(until);
        }
    }

    /** Faults cease, clients wish for nothing new, and all comes to rest. */
    void calm() {
        faults = Faults.NONE;
        wishing = false;
        network.heal();
        machines().forEach(machine -> {
            machine.clock().right();
            machine.diskFaults().free();
        });
        trace.note("world", "calm", "");
        long until = time.now() + REST;
        while (!atRest() && time.now() < until && oracle.failure().isEmpty()) {
            run(Scheduler.MINUTE);
        }
    }

    /** Runs it all: rough weather, calm, a power cut everywhere, and what must hold then. */
    World play() {
        begin();
        run(setup.duration());
        calm();
        if (oracle.failure().isEmpty()) {
            machines().forEach(machine -> machine.stop(true));
            run(5 * Scheduler.MINUTE);
        }
        if (oracle.failure().isEmpty()) {
            judge();
        }
        return this;
    }

    private void judge() {
        Optional<Chain> log = host.chain();
        List<Chain> replicas =
                nodes.stream().flatMap(node -> node.chain().stream()).toList();
        if (log.isEmpty() || replicas.size() < nodes.size()) {
            oracle.fail("at rest, not all machines are up");
        } else {
            oracle.atRest(log.get(), replicas);
            rotation.showFormerHeads();
        }
    }

    private boolean atRest() {
        Optional<Chain> log = host.chain();
        return log.isPresent()
                && nodes.stream()
                        .allMatch(node -> node.intents().stream().allMatch(Intent::settled)
                                && node.chain()
                                        .filter(chain ->
                                                chain.head().equals(log.get().head()))
                                        .isPresent());
    }

    /** For whoever must find out what happened. */
    String report() {
        return "seed " + setup.seed() + ": " + oracle.failure().orElse("holds") + "\nThe last events:\n"
                + String.join("\n", trace.last());
    }
}
