package io.datapact.node.task;

import io.datapact.compute.Problem;
import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.Keyring;
import io.datapact.node.ledger.Replica;
import io.datapact.node.member.NodeDirectory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proposes tasks: has the plugin look at the draft, seals the body to the parties' nodes, and files the manifest with an
 * approver's key.
 */
public final class Proposals {
    private final CommandDesk desk;
    private final Keyring keys;
    private final Replica replica;
    private final PluginShelf shelf;
    private final NodeDirectory directory;
    private final BodyBox bodies;
    private final BodyPost post;

    /** Acts for one member. */
    public Proposals(
            CommandDesk desk,
            Keyring keys,
            Replica replica,
            PluginShelf shelf,
            NodeDirectory directory,
            BodyBox bodies,
            BodyPost post) {
        this.desk = desk;
        this.keys = keys;
        this.replica = replica;
        this.shelf = shelf;
        this.directory = directory;
        this.bodies = bodies;
        this.post = post;
    }

    /** What became of a proposal. */
    public sealed interface Proposed {
        /** The plugin finds the draft wrong; nothing was handed in. */
        record Faulty(List<Problem> problems) implements Proposed {
            /** Copies the list. */
            public Faulty {
                problems = List.copyOf(problems);
            }
        }

        /** A party's node has no certificate in force on the ledger; nothing was handed in. */
        record NoNode(NodeId node) implements Proposed {}

        /** The command was handed in. */
        record Filed(TaskManifest manifest, CommandDesk.Filed filed) implements Proposed {}
    }

    /** Proposes a task; once it stands its body is sent to the parties' nodes. */
    public Proposed propose(TaskDraft draft, TaskBody body) throws InterruptedException {
        TaskManifest manifest = draft.manifest(desk.signer().network(), body);
        List<Problem> problems = check(manifest, body);
        if (!problems.isEmpty()) {
            return new Proposed.Faulty(problems);
        }
        List<X509Certificate> readers = new ArrayList<>();
        for (Party party : manifest.parties()) {
            Optional<X509Certificate> reader = directory.encryption(party.node());
            if (reader.isEmpty()) {
                return new Proposed.NoNode(party.node());
            }
            readers.add(reader.get());
        }
        return new Proposed.Filed(manifest, file(manifest, body, readers));
    }

    /** Files the manifest; the body is kept before, but never over that of a task that stands. */
    private CommandDesk.Filed file(TaskManifest manifest, TaskBody body, List<X509Certificate> readers)
            throws InterruptedException {
        ProposeTask command = new ProposeTask(manifest);
        if (new StateReader(replica.view().state()).has(TaskKeys.task(manifest.task()))) {
            return desk.file(keys.require(Role.APPROVER), command);
        }
        byte[] sealed = bodies.seal(manifest.task(), body, readers);
        CommandDesk.Filed filed = desk.file(keys.require(Role.APPROVER), command);
        if (filed.committed()) {
            post.send(manifest, sealed);
        }
        return filed;
    }

    /** What the plugin says of a task, where this node has the plugin; the rule book says the rest. */
    private List<Problem> check(TaskManifest manifest, TaskBody body) {
        Optional<Algorithm> algorithm = new StateReader(replica.view().state())
                .read(AlgorithmKeys.algorithm(
                        manifest.algorithm().id(), manifest.algorithm().version()));
        return algorithm
                .flatMap(registered -> shelf.find(registered.plugin()))
                .map(plugin -> shelf.load(plugin).check(manifest, body.parameters()))
                .orElse(List.of());
    }
}
