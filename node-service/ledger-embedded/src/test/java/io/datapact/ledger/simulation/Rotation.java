package io.datapact.ledger.simulation;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.state.StateView;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.follow.FollowerHealth;
import io.datapact.ledger.follow.NodeSide;
import io.datapact.ledger.wire.FollowReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The members replace the log's key, over and over: the host's operator makes the next key and starts the host with it,
 * the members vote, one of them enacts, and the operator destroys the former key once the handover is kept.
 */
final class Rotation {
    private static final long LOOK = 5 * Scheduler.SECOND;
    private static final long LONGEST_DELAY = 30 * Scheduler.SECOND;
    private static final long DAYS_TO_ENACT = 7;

    private final World world;
    private final SimulatedLogKeys keys;
    private final long mean;
    private long motions;

    /** @param mean time from the end of one to the begin of the next, micros */
    Rotation(World world, SimulatedLogKeys keys, long mean) {
        this.world = world;
        this.keys = keys;
        this.mean = mean;
    }

    void begin() {
        if (mean < Long.MAX_VALUE) {
            world.time().after(world.time().around(mean), this::prepare);
        }
    }

    /** The operator makes the next key and starts the host again, which reads it. */
    private void prepare() {
        if (world.wishing()) {
            NoteKey next = keys.make();
            note("makes-log-key", next.text());
            restartHost();
            later(() -> vote(next));
        }
    }

    /** All vote about the state as some member sees it, which may be an old one. */
    private void vote(NoteKey next) {
        Optional<Chain> seen = node(world.time().below(world.nodes().size())).chain();
        if (!world.wishing()) {
            return;
        }
        if (seen.isEmpty()) {
            later(() -> vote(next));
            return;
        }
        Motion motion = motion(seen.get().view().state(), next);
        List<Intent> votes = new ArrayList<>();
        for (String member : ConsortiumFixture.MEMBERS) {
            votes.add(wish(votes.size(), member, new GovernanceCommand.Vote(motion, true)));
        }
        whenSettled(votes, () -> enact(motion, next));
    }

    private void enact(Motion motion, NoteKey next) {
        int chosen = world.time().below(ConsortiumFixture.MEMBERS.size());
        String member = ConsortiumFixture.MEMBERS.get(chosen);
        Intent enactment = wish(chosen, member, new GovernanceCommand.Enact(motion));
        whenSettled(List.of(enactment), () -> destroyFormer(next));
    }

    /** Only a handover that is kept counts; where the Enact was refused, all goes on as before. */
    private void destroyFormer(NoteKey next) {
        Optional<Chain> log = world.host().chain();
        if (log.isEmpty()) {
            later(() -> destroyFormer(next));
            return;
        }
        LogKeys known = log.get().handovers().keys();
        if (known.newest().equals(next)
                && log.get().handovers().due(log.get().head().size()).isEmpty()) {
            note("handed-over", next.text());
            known.all().stream().filter(key -> !key.equals(next)).forEach(keys::destroy);
            restartHost();
        }
        begin();
    }

    /**
     * At rest: a thief shows every replica a head beyond the handover that a former key signed. None takes it, and what it
     * was shown ends it.
     */
    void showFormerHeads() {
        for (SimulatedNode node : world.nodes()) {
            NodeSide side = node.side();
            LogKeys known = side.chain().handovers().keys();
            long size = side.chain().head().size();
            if (!known.handovers().isEmpty() && known.handovers().getLast().size() < size) {
                int which = world.time().below(known.handovers().size());
                NoteSigner former = keys.stolen(known.all().get(which));
                side.received(signed(side.chain(), known, size, former), new Ignored());
                note("former-head-shown", node.name());
                if (!(side.health() instanceof FollowerHealth.Diverged)) {
                    world.oracle().fail(node.name() + " takes a head that a former key of the log signed");
                }
            }
        }
    }

    private static FollowReply signed(Chain chain, LogKeys known, long size, NoteSigner former) {
        String text = known.head(size, chain.tree().root(size), chain.tree().stateRoot(size))
                .text();
        return FollowReply.newBuilder().setCheckpoint(former.sign(text).write()).build();
    }

    private Motion motion(StateView state, NoteKey next) {
        Action action = new Action.SetFrame(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(next.publicKey()));
        Digest base = state.get(GovernanceKeys.AUTHORITY.path()).map(Digest::of).orElse(Motion.ABSENT);
        long now = world.start() + world.time().now() / Scheduler.MILLI;
        return Motion.of(action, base, "%032x".formatted(motions++), now + TimeUnit.DAYS.toMillis(DAYS_TO_ENACT));
    }

    private Intent wish(int at, String member, GovernanceCommand command) {
        SimulatedNode node = node(at);
        Intent intent =
                world.intents().of(member, Role.ADMIN, command, node.clock().millis());
        node.wish(intent);
        return intent;
    }

    private SimulatedNode node(int at) {
        return world.nodes().get(at % world.nodes().size());
    }

    private void restartHost() {
        if (world.host().program().isPresent()) {
            world.host().note("operator-restarts", "");
            world.host().stop(false);
        }
    }

    private void whenSettled(List<Intent> wishes, Runnable then) {
        world.time().after(LOOK, () -> {
            if (!wishes.stream().allMatch(Intent::settled)) {
                whenSettled(wishes, then);
            } else if (world.wishing()) {
                later(then);
            }
        });
    }

    private void later(Runnable then) {
        world.time().after(world.time().between(0, LONGEST_DELAY), then);
    }

    private void note(String kind, String detail) {
        world.trace().note("consortium", kind, detail);
    }

    private static final class Ignored implements NodeSide.Stream {
        @Override
        public void take() {}

        @Override
        public void cut(String why) {}
    }
}
