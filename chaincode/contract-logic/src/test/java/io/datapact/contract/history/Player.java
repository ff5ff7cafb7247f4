package io.datapact.contract.history;

import io.datapact.contract.invariant.ApprovalsStand;
import io.datapact.contract.invariant.Change;
import io.datapact.contract.invariant.DatasetsLive;
import io.datapact.contract.invariant.InputsDecidedOnce;
import io.datapact.contract.invariant.Invariant;
import io.datapact.contract.invariant.LeaversStop;
import io.datapact.contract.invariant.MarkersAbsorb;
import io.datapact.contract.invariant.MoneyConserved;
import io.datapact.contract.invariant.OwnKeysOnly;
import io.datapact.contract.invariant.PartiesReady;
import io.datapact.contract.invariant.PausesStop;
import io.datapact.contract.invariant.QuorumOfMembers;
import io.datapact.contract.invariant.RefusedChangesNothing;
import io.datapact.contract.invariant.SingleKeysOnly;
import io.datapact.contract.invariant.StartsInWindow;
import io.datapact.contract.invariant.Told;
import io.datapact.contract.invariant.UsedIsCommittedAndOpen;
import io.datapact.contract.invariant.UsesWithinCaps;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.state.RecordCache;
import io.datapact.contract.state.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Plays one history act by act, and holds all invariants against it. */
final class Player {
    /** Name of the invariant that deciding never throws. */
    static final String NEVER_THROWS = "NeverThrows";

    private final World world;
    private final boolean thorough;
    private final Store store;
    private final Judge judge = new Judge();
    private final Judge untroubled = new Judge();
    private final StateReader reader;
    private final List<Invariant> invariants;
    private final List<Act> acts = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private Optional<Act> now = Optional.empty();

    /**
     * @param thorough whether a second rule book decides what is accepted, and a third replays all in the end
     */
    Player(World world, boolean thorough) {
        this.thorough = thorough;
        this.world = world;
        this.store = world.begun().branch();
        this.reader = new StateReader(store, new RecordCache());
        // Those of a narrower meaning first: the first that is broken is named.
        this.invariants = List.of(
                new RefusedChangesNothing(() -> again(now.orElseThrow())),
                new ApprovalsStand(),
                new StartsInWindow(),
                new PausesStop(),
                new LeaversStop(),
                new DatasetsLive(),
                new PartiesReady(),
                new UsesWithinCaps(),
                new UsedIsCommittedAndOpen(),
                new InputsDecidedOnce(),
                new QuorumOfMembers(),
                new MoneyConserved(world.paidIn()),
                new MarkersAbsorb(),
                new OwnKeysOnly(),
                new SingleKeysOnly());
    }

    /** The names of all invariants, sorted. */
    static List<String> invariants() {
        return Stream.concat(
                        new Player(World.of(World.FEWEST, false), false)
                                .invariants.stream().map(Invariant::name),
                        Stream.of(NEVER_THROWS, Exits.NAME, Replay.NAME))
                .sorted()
                .toList();
    }

    /** Lets an act be decided, and writes what it comes to unless an invariant is broken. */
    Optional<Violation> play(Act act) {
        SortedSet<String> reads = new TreeSet<>();
        Decision decision;
        try {
            decision = judge.decide(
                    act,
                    key -> {
                        reads.add(key);
                        return store.get(key);
                    },
                    reader);
        } catch (IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NullPointerException
                | ClassCastException
                | NoSuchElementException e) {
            acts.add(act);
            return Optional.of(new Violation(NEVER_THROWS, acts.size() - 1, e.toString()));
        }
        List<Change> changes = store.changes(decision);
        Told told = new Told(
                act.signer().memberId(),
                act.signer().digest(),
                act.command(),
                act.digest(),
                act.time(),
                decision,
                changes,
                reads,
                reader);
        now = Optional.of(act);
        Optional<Violation> violation = violation(told);
        acts.add(act);
        decisions.add(decision);
        store.write(changes);
        return violation;
    }

    private Optional<Decision> again(Act act) {
        return thorough ? Optional.of(untroubled.decide(act, store, reader)) : Optional.empty();
    }

    private Optional<Violation> violation(Told told) {
        for (Invariant invariant : invariants) {
            Optional<String> fault = invariant.fault(told);
            if (fault.isPresent()) {
                return Optional.of(new Violation(invariant.name(), acts.size(), fault.get()));
            }
        }
        return Optional.empty();
    }

    /** What must hold in the end: everything has an exit, and a replay comes to the same. */
    Optional<Violation> end() {
        return new Exits(world, store, judge)
                .fault()
                .map(fault -> new Violation(Exits.NAME, acts.size(), fault))
                .or(() -> thorough ? Replay.of(world, acts, decisions, store) : Optional.empty());
    }

    /** Plays a whole history. */
    static Optional<Violation> play(History history, boolean thorough) {
        Player player = new Player(history.world(), thorough);
        for (Act act : history.acts()) {
            Optional<Violation> violation = player.play(act);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return player.end();
    }

    Store store() {
        return store;
    }

    StateReader reader() {
        return reader;
    }

    List<Act> acts() {
        return acts;
    }

    Decision last() {
        return decisions.get(decisions.size() - 1);
    }
}
