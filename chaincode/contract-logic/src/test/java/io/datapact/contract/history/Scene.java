package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a drawer of histories knows: who is there and how they behave, and what came of what it drew. */
final class Scene {
    private final World world;
    private final Draw draw;
    private final Player player;
    private final List<Temper> tempers = new ArrayList<>();
    final List<TaskLife> tasks = new ArrayList<>();
    final List<MotionLife> motions = new ArrayList<>();
    final SortedMap<StandingId, TaskManifest> standings = new TreeMap<>();
    final SortedSet<String> suspended = new TreeSet<>();
    final SortedSet<String> leaving = new TreeSet<>();
    final SortedMap<String, Integer> nodes = new TreeMap<>();
    final SortedMap<String, Long> versions = new TreeMap<>();
    final List<Uncollected> payIns = new ArrayList<>();
    long policy = 1;
    boolean strict;
    long pausedUntil;
    private long time = World.start();

    /** Paid in and not collected. */
    record Uncollected(String member, String currency, Digest reference) {}

    /** A motion that members vote about. */
    static final class MotionLife {
        final Motion motion;
        final SortedSet<String> voted = new TreeSet<>();
        boolean enacted;

        MotionLife(Motion motion) {
            this.motion = motion;
        }
    }

    Scene(World world, Player player, Draw draw) {
        this.world = world;
        this.player = player;
        this.draw = draw;
        this.strict = world.strict();
        for (int i = 0; i < world.members().size(); i++) {
            int drawn = draw.below(10);
            tempers.add(drawn < 6 ? Temper.HONEST : drawn < 8 ? Temper.CARELESS : Temper.MALICIOUS);
        }
    }

    World world() {
        return world;
    }

    Draw draw() {
        return draw;
    }

    Player player() {
        return player;
    }

    List<String> members() {
        return world.members();
    }

    long time() {
        return time;
    }

    void pass(long millis) {
        time += millis;
    }

    Temper temper(String member) {
        int index = members().indexOf(member);
        return index < 0 ? Temper.HONEST : tempers.get(index);
    }

    String anyMember() {
        return draw.one(members());
    }

    Optional<TaskLife> anyTask() {
        return draw.any(tasks);
    }

    /** A run that started, or one that may not have. */
    Optional<RunLife> anyRun() {
        return draw.any(tasks.stream().flatMap(task -> task.runs.stream()).toList());
    }

    /** The identity of a member's node as it is registered last. */
    Identity node(String member) {
        return Identities.all().get(member, Role.NODE, "1", nodes.getOrDefault(member, 1));
    }

    Intent byNode(String member, Command command) {
        return new Intent(node(member), command);
    }

    Act act(Intent intent) {
        boolean brief = intent.command() instanceof RunCommand.StartRun;
        return act(intent, brief ? Header.START_VALIDITY_MILLIS : Header.MAXIMUM_VALIDITY_MILLIS);
    }

    Act act(Intent intent, long validity) {
        return act(intent, world.network(), intent.signer().role(), validity);
    }

    Act act(Intent intent, Digest network, Role role, long validity) {
        Header header = new Header(network, intent.signer().digest(), role, draw.nonce(), time + validity);
        return Act.of(intent.signer(), header, intent.command(), time);
    }
}
