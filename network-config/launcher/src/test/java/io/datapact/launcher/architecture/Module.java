package io.datapact.launcher.architecture;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The arrows: each module with its root package and the modules that its main code may name. Imports point down only;
 * siblings are strangers.
 */
enum Module {
    CONTRACT_LOGIC("io.datapact.contract"),
    PKI("io.datapact.pki", CONTRACT_LOGIC),
    COMPUTE_SPI("io.datapact.compute", CONTRACT_LOGIC),
    MPC_PROTOCOLS("io.datapact.protocols"),
    MPC("io.datapact.mpc", CONTRACT_LOGIC, COMPUTE_SPI, MPC_PROTOCOLS),
    NODE_CORE("io.datapact.node", CONTRACT_LOGIC, PKI, COMPUTE_SPI),
    CONTENT_STORE("io.datapact.content", CONTRACT_LOGIC, NODE_CORE),
    LEDGER_EMBEDDED("io.datapact.ledger", CONTRACT_LOGIC, PKI, NODE_CORE),
    TRANSPORT_GRPC("io.datapact.transport", CONTRACT_LOGIC, PKI, COMPUTE_SPI, NODE_CORE),
    AUDIT_RULES("io.datapact.audit", CONTRACT_LOGIC, PKI),
    CA_APP("io.datapact.ca", CONTRACT_LOGIC, PKI),
    NODE_APP(
            "io.datapact.node.app",
            CONTRACT_LOGIC,
            PKI,
            COMPUTE_SPI,
            NODE_CORE,
            CONTENT_STORE,
            LEDGER_EMBEDDED,
            TRANSPORT_GRPC),
    LAUNCHER("io.datapact.launcher", CONTRACT_LOGIC, PKI, NODE_CORE, LEDGER_EMBEDDED, AUDIT_RULES);

    /** Root of every package of ours. */
    static final String OURS = "io.datapact";

    /** The only modules that may name Spring. */
    static final Set<Module> SPRING = EnumSet.of(NODE_APP, CA_APP);

    private final String root;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set behind an interface that does not say so
    private final Set<Module> below;

    Module(String root, Module... below) {
        this.root = root;
        this.below = Arrays.stream(below).collect(toUnmodifiableSet());
    }

    /** The module of a package; the longest root wins, since the node's application lives under the node's root. */
    static Optional<Module> of(String packageName) {
        return Arrays.stream(values())
                .filter(module -> packageName.equals(module.root) || packageName.startsWith(module.root + "."))
                .max(comparingInt(module -> module.root.length()));
    }

    boolean mayName(Module other) {
        return other == this || below.contains(other);
    }
}
