package io.datapact.mpc;

import io.datapact.compute.RunContext;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.codec.Json.JsonInteger;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.protocols.ConfirmedLink;
import io.datapact.protocols.Fault;
import io.datapact.protocols.ProtocolException;
import io.datapact.protocols.WorkPool;
import io.datapact.protocols.psi.Blinded;
import io.datapact.protocols.psi.EcdhPsi;
import io.datapact.protocols.psi.Tags;
import io.datapact.protocols.replicated.Triad;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One party's run of {@code group-by}: the owners align their rows by set intersection, tell the helper how many rows
 * are common, all three share, add up, compare and mask ({@link GroupSums}); the links are confirmed; the share goes out.
 */
final class GroupByRun {
    /** Most common rows times groups: bounds traffic and time; eight bytes each from the groups' owner. */
    static final long MOST_CELLS = 1L << 27;

    /** What owners send the helper now and then while they align, so that it does not take them for lost. */
    private static final byte[] STILL_ALIGNING = {0};

    private static final int MOST_BEATS = OwnKeys.MOST_ROWS / EcdhPsi.ITEMS_A_WINDOW;

    private final RunContext context;
    private final GroupByPlan plan;
    private final int here;
    private final ConfirmedLink previous;
    private final ConfirmedLink next;

    GroupByRun(RunContext context, GroupByPlan plan) {
        this.context = context;
        this.plan = plan;
        here = context.partyIndex();
        previous = Protocols.link(context, (here + Triad.PARTIES - 1) % Triad.PARTIES);
        next = Protocols.link(context, (here + 1) % Triad.PARTIES);
    }

    private ConfirmedLink link(int party) {
        return party == (here + 1) % Triad.PARTIES ? next : previous;
    }

    /**
     * Runs to the end.
     *
     * @return this party's output share
     */
    byte[] share() {
        Optional<OwnInput> input = plan.isOwner(here) ? Optional.of(OwnInput.read(context, plan)) : Optional.empty();
        int[] order = input.map(this::aligned).orElse(new int[0]);
        JoinFacts facts = input.map(own -> tell(own, order)).orElseGet(this::hear);
        if ((long) facts.rows() * plan.groups() > MOST_CELLS) {
            throw RunFailedException.of(
                    RunFailure.LIMIT,
                    "expected at most 134,217,728 common rows times groups, found %d times %d; list fewer groups"
                            .formatted(facts.rows(), plan.groups()));
        }
        context.evidence().record("rows-aligned", JsonObject.of(Map.of("rows", new JsonInteger(facts.rows()))));
        Triad triad = Triad.join(here, previous, next, context.random());
        GroupSums sums = new GroupSums(triad, plan, context);
        long minimumGroup = context.manifest().outputs().getFirst().minimumGroup();
        long[] words = sums.masked(sums.of(facts.rows(), input, order), minimumGroup);
        ConfirmedLink.confirm(List.of(previous, next));
        context.evidence()
                .record(
                        "groups-compared-on-shares",
                        JsonObject.of(Map.of(
                                "groups", new JsonInteger(plan.groups()),
                                "minimumGroup", new JsonInteger(minimumGroup))));
        return GroupShares.encode(facts.scales(), words);
    }

    /** Own rows that the other owner has too, in an order that both derive from the tags. */
    private int[] aligned(OwnInput input) {
        try (WorkPool pool = WorkPool.ofProcessors()) {
            EcdhPsi psi = new EcdhPsi(
                    link(plan.otherOwner(here)), Protocols.session(context), context.random(), pool, OwnKeys.MOST_ROWS);
            Blinded blinded = psi.blind(input.keys(), this::alignedSoFar);
            Tags own = psi.exchange(blinded);
            return Arrays.stream(own.positionsIn(blinded.tagsOfPeer()))
                    .map(blinded::indexAt)
                    .toArray();
        }
    }

    private void alignedSoFar(long done, long total) {
        context.progress().report("aligning rows", done, total);
        link(plan.helper()).send(STILL_ALIGNING.clone());
    }

    private JoinFacts tell(OwnInput input, int[] order) {
        List<Integer> scales = input.numbers().stream().map(NumberColumn::scale).toList();
        byte[] facts = new JoinFacts(order.length, scales).encode();
        previous.send(facts.clone());
        next.send(facts);
        int other = plan.otherOwner(here);
        JoinFacts others = JoinFacts.decode(link(other).receive(), sumsOf(other));
        return combined(new JoinFacts(order.length, scales), others, other);
    }

    private JoinFacts hear() {
        JoinFacts left = JoinFacts.decode(afterAligning(plan.left()), sumsOf(plan.left()));
        JoinFacts right = JoinFacts.decode(afterAligning(plan.right()), sumsOf(plan.right()));
        return combined(left, right, plan.right());
    }

    /** At the helper: an owner's first message that is no such word. */
    private byte[] afterAligning(int owner) {
        for (int i = 0; i <= MOST_BEATS; i++) {
            byte[] message = link(owner).receive();
            if (message.length != STILL_ALIGNING.length) {
                return message;
            }
        }
        throw new ProtocolException(
                Fault.PEER_GARBAGE,
                "expected at most %d words that rows are being aligned, found more".formatted(MOST_BEATS));
    }

    private int sumsOf(int owner) {
        return Math.toIntExact(
                plan.sums().stream().filter(sum -> sum.owner() == owner).count());
    }

    /** Facts of both owners with the scales in the plan's order. */
    private JoinFacts combined(JoinFacts one, JoinFacts other, int otherOwner) {
        if (one.rows() != other.rows()) {
            throw new ProtocolException(
                    Fault.PEERS_DISAGREE,
                    "expected the same number of common rows from both owners, found %d and %d"
                            .formatted(one.rows(), other.rows()));
        }
        Iterator<Integer> ofOne = one.scales().iterator();
        Iterator<Integer> ofOther = other.scales().iterator();
        List<Integer> scales = plan.sums().stream()
                .map(sum -> sum.owner() == otherOwner ? ofOther.next() : ofOne.next())
                .toList();
        return new JoinFacts(one.rows(), scales);
    }
}
