package io.datapact.contract.history;

import io.datapact.contract.rules.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws a history from a seed, act by act, each in view of what came of those before. Members mostly do what is next;
 * the careless forget it, the malicious bend it, and now and then somebody sends anything.
 */
final class Drawer {
    private static final int FEWEST_ACTS = 16;
    private static final int MOST_ACTS = 52;

    /** One history in so many is decided twice and replayed in the end. */
    private static final int THOROUGH = 25;

    private static final List<Moves> STRAYS = List.of(
            new RunMoves(),
            new RunMoves(),
            new MoneyMoves(),
            new MoneyMoves(),
            new TaskMoves(),
            new StandingMoves(),
            new GovernanceMoves(),
            new GovernanceMoves(),
            new CertificateMoves(),
            new RegistryMoves(),
            new EvidenceMoves());

    private final Draw draw;
    private final World world;
    private final Player player;
    private final Scene scene;
    private final Memory memory;
    private final Tally tally;
    private final boolean governs;

    Drawer(long seed, Tally tally) {
        this.draw = new Draw(seed);
        this.world = World.of(World.FEWEST + draw.below(World.MOST - World.FEWEST + 1), draw.once(4));
        this.player = new Player(world, isThorough(seed));
        this.scene = new Scene(world, player, draw);
        this.memory = new Memory(scene);
        this.tally = tally;
        this.governs = draw.once(4);
    }

    /** Whether the history of a seed is decided twice and replayed in the end. */
    static boolean isThorough(long seed) {
        return seed % THOROUGH == 0;
    }

    /** Plays the history to its end or up to what it breaks. */
    Optional<Violation> play() {
        int acts = FEWEST_ACTS + draw.below(MOST_ACTS - FEWEST_ACTS + 1);
        for (int i = 0; i < acts; i++) {
            Act act = next();
            Optional<Violation> violation = player.play(act);
            if (violation.isPresent()) {
                return violation;
            }
            tally.count(act, player.last(), player.store());
            if (player.last() instanceof Decision.Accepted) {
                memory.keep(act);
            }
        }
        return player.end();
    }

    /** What was played, the act that broke an invariant included. */
    History history() {
        return new History(world, player.acts());
    }

    private Act next() {
        scene.pass(delay());
        Optional<Intent> stray = draw.once(6) ? draw.one(STRAYS).stray(scene) : Optional.empty();
        Intent intent = stray.orElseGet(this::useful);
        return switch (scene.temper(intent.member())) {
            case HONEST -> scene.act(intent);
            case CARELESS -> careless(intent);
            case MALICIOUS -> draw.once(6) ? Attacks.bent(scene, intent) : scene.act(intent);
        };
    }

    /** Sometimes late, sometimes once more. */
    private Act careless(Intent intent) {
        if (draw.once(10)) {
            return draw.any(player.acts()).map(told -> told.at(scene.time())).orElseGet(() -> scene.act(intent));
        }
        if (draw.once(10)) {
            scene.pass(300_000);
        }
        return scene.act(intent);
    }

    private long delay() {
        return switch (draw.below(60)) {
            case 0 -> 700_000;
            case 1 -> 130_000;
            case 2 -> 4_000_000;
            case 3 -> draw.once(3) ? 86_400_000L : 61_000;
            default -> 500 + draw.below(2_000);
        };
    }

    private Intent useful() {
        if (governs && draw.once(2)) {
            Optional<Scene.MotionLife> open = draw.any(
                    scene.motions.stream().filter(life -> !life.enacted).toList());
            Optional<Intent> vote = open.flatMap(life -> first(GovernanceMoves.next(scene, life)));
            if (vote.isPresent()) {
                return vote.get();
            }
            if (draw.once(4)) {
                return first(GovernanceMoves.next(scene, GovernanceMoves.moved(scene)))
                        .orElseGet(() -> TaskMoves.proposal(scene));
            }
        }
        if (scene.tasks.isEmpty()) {
            return TaskMoves.proposal(scene);
        }
        TaskLife newest = scene.tasks.get(scene.tasks.size() - 1);
        TaskLife life = draw.once(4) ? draw.one(scene.tasks) : newest;
        return draw.any(withheld(about(life))).orElseGet(() -> TaskMoves.proposal(scene));
    }

    private Optional<Intent> first(List<Intent> intents) {
        return draw.once(3) || intents.isEmpty() ? draw.any(intents) : Optional.of(intents.get(0));
    }

    /** Without what the malicious keep back. */
    private List<Intent> withheld(List<Intent> intents) {
        List<Intent> kept = intents.stream()
                .filter(intent -> scene.temper(intent.member()) != Temper.MALICIOUS || !draw.once(3))
                .toList();
        return kept.isEmpty() ? intents : kept;
    }

    private List<Intent> about(TaskLife life) {
        List<Intent> intents = new ArrayList<>();
        for (RunLife run : life.runs) {
            if (run == life.runs.get(life.runs.size() - 1) || draw.once(4)) {
                intents.addAll(about(run));
            }
        }
        boolean idle = life.run().map(run -> run.decided).orElse(true);
        if (intents.isEmpty() && idle && life.isOpen(scene.time())) {
            intents.addAll(TaskMoves.next(scene, life));
            intents.addAll(MoneyMoves.locks(life));
            if (intents.isEmpty()) {
                intents.add(RunMoves.start(scene, life, life.next()));
            }
        }
        return intents;
    }

    private List<Intent> about(RunLife run) {
        if (!run.isOver(scene.time())) {
            List<Intent> next = RunMoves.next(scene, run);
            if (!next.isEmpty()) {
                return stalled(next);
            }
        }
        if (!run.decided && draw.once(2)) {
            scene.pass(200_000);
        }
        List<Intent> after = new ArrayList<>(RunMoves.after(scene, run));
        after.addAll(MoneyMoves.after(scene, run));
        return after;
    }

    /** Now and then all wait for somebody until it is too late. */
    private List<Intent> stalled(List<Intent> next) {
        if (draw.once(40)) {
            scene.pass(800_000);
        }
        return next;
    }
}
