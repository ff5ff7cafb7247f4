package io.datapact.node.algorithm;

import io.datapact.compute.OperationDescriptor;
import io.datapact.contract.command.AlgorithmCommand.RegisterAlgorithm;
import io.datapact.contract.command.AlgorithmCommand.RetireAlgorithm;
import io.datapact.contract.command.AlgorithmCommand.ReviewAlgorithm;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.member.Role;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.Keyring;
import java.util.List;

/** Registers plugins that are installed here as algorithms of this member; signed with an approver's key. */
public final class Algorithms {
    private final CommandDesk desk;
    private final Keyring keys;
    private final PluginShelf shelf;

    /** Acts for one member. */
    public Algorithms(CommandDesk desk, Keyring keys, PluginShelf shelf) {
        this.desk = desk;
        this.keys = keys;
        this.shelf = shelf;
    }

    /**
     * Registers a version, bound to the plugin's bytes. Its trust model and fairness are those of the plugin's first
     * operation, and so are the operations it offers.
     *
     * @throws IllegalArgumentException if the plugin is not installed here
     */
    public CommandDesk.Filed register(AlgorithmId algorithm, long version, Code plugin) throws InterruptedException {
        InstalledPlugin installed = installed(plugin);
        OperationDescriptor first = installed.descriptor().operations().getFirst();
        List<Code> operations = installed.descriptor().operations().stream()
                .filter(each -> each.trustModel().equals(first.trustModel())
                        && each.fairness().equals(first.fairness()))
                .map(OperationDescriptor::name)
                .toList();
        return desk.file(
                keys.require(Role.APPROVER),
                new RegisterAlgorithm(
                        algorithm,
                        version,
                        plugin,
                        installed.digest(),
                        installed.descriptor().digest(),
                        operations,
                        first.trustModel(),
                        first.fairness(),
                        false));
    }

    /**
     * A reviewer's word on a version, bound to the plugin's bytes as they lie here.
     *
     * @throws IllegalArgumentException if the plugin is not installed here
     */
    public CommandDesk.Filed review(AlgorithmId algorithm, long version, Code plugin, boolean accepted)
            throws InterruptedException {
        return desk.file(
                keys.require(Role.APPROVER),
                new ReviewAlgorithm(algorithm, version, installed(plugin).digest(), accepted));
    }

    private InstalledPlugin installed(Code plugin) {
        return shelf.find(plugin)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a plugin installed at this node, found none of id " + plugin));
    }

    /** Ends new starts of a version. */
    public CommandDesk.Filed retire(AlgorithmId algorithm, long version) throws InterruptedException {
        return desk.file(keys.require(Role.APPROVER), new RetireAlgorithm(algorithm, version));
    }
}
