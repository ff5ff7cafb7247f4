package io.datapact.contract.history;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.AlgorithmRef;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import io.datapact.contract.testing.ConsortiumFixture;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Draws a task that the rules accept, as long as nothing that it names is withdrawn. */
final class TaskDraw {
    private static final int MOST_PARTIES = 4;

    private final Scene scene;
    private final Draw draw;
    private final List<String> shuffled;
    private final List<String> parties;
    private final List<String> owners;
    private final List<String> recipients;
    private final boolean fair;
    private final long price;
    private final boolean dollars;

    private TaskDraw(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.shuffled = shuffled(scene.members());
        this.parties = shuffled.subList(0, Math.min(shuffled.size(), 2 + draw.below(MOST_PARTIES - 1)));
        this.owners = parties.subList(0, 1 + draw.below(Math.min(3, parties.size())));
        this.recipients = recipients();
        this.fair = !draw.once(8);
        this.price = fair && !draw.once(6) ? draw.between(1_000, 60_000) : 0;
        this.dollars = draw.once(5);
    }

    static TaskManifest drawn(Scene scene) {
        return new TaskDraw(scene).manifest();
    }

    private List<String> shuffled(List<String> members) {
        List<String> left = new ArrayList<>(members);
        List<String> out = new ArrayList<>();
        while (!left.isEmpty()) {
            out.add(left.remove(draw.below(left.size())));
        }
        return out;
    }

    private List<String> recipients() {
        List<String> all = new ArrayList<>(List.of(draw.one(parties)));
        String second = draw.one(parties);
        if (!all.contains(second) && draw.once(2)) {
            all.add(second);
        }
        return all;
    }

    private TaskManifest manifest() {
        String proposer = draw.one(parties);
        long version = fair ? 1 : 2;
        return new TaskManifest(
                TaskManifest.TYPE,
                scene.world().network(),
                new TaskId(proposer + "/t-" + (scene.tasks.size() + 1)),
                1 + draw.below(3),
                scene.policy,
                new MemberId(proposer),
                new MemberId(draw.one(parties)),
                draw.one(Clauses.PURPOSES),
                new AlgorithmRef(Clauses.ALGORITHM, version, Clauses.OPERATION),
                inputs(),
                parties(),
                List.of(new TaskOutput(
                        new Code("table"),
                        recipients.stream().map(MemberId::new).toList(),
                        10,
                        1_000,
                        false)),
                limits(),
                terms(),
                new Trust(Clauses.MODEL, false, fair ? Clauses.FAIR : Clauses.UNFAIR),
                ConsortiumFixture.digest("body"));
    }

    /** Bases ask for a price in CNY, what is derived of them for none. */
    private List<TaskInput> inputs() {
        List<TaskInput> inputs = new ArrayList<>();
        for (String owner : owners) {
            boolean derived = price == 0 || dollars || draw.once(2);
            inputs.add(input(owner, derived, inputs.size()));
            if (derived && price > 0 && !dollars && draw.once(3)) {
                // Both count against one lineage.
                inputs.add(input(owner, false, inputs.size()));
            }
        }
        return inputs;
    }

    private TaskInput input(String owner, boolean derived, int index) {
        long epsilon = draw.once(2) ? 0 : 60_000;
        String dataset = Clauses.dataset(owner, derived).value();
        return new TaskInput(
                new Code("in-" + index),
                Clauses.dataset(owner, derived),
                draw.once(2) ? 1 : scene.versions.getOrDefault(dataset, 1L),
                List.of("id", "segment"),
                3,
                epsilon);
    }

    private List<Party> parties() {
        List<Party> out = new ArrayList<>();
        for (String party : parties) {
            List<String> roles = new ArrayList<>(List.of(Party.COMPUTE));
            if (owners.contains(party)) {
                roles.add(Party.INPUT);
            }
            if (recipients.contains(party)) {
                roles.add(Party.RECIPIENT);
            }
            out.add(new Party(out.size(), new NodeId(party + "/1"), roles));
        }
        return out;
    }

    private Limits limits() {
        long notBefore = draw.once(8) ? scene.time() + 60_000 : 0;
        long open = draw.once(8) ? 400_000 : 5 * 86_400_000L;
        return new Limits(1 + draw.below(3), notBefore, scene.time() + open, 600, BigInteger.valueOf(1_000_000_000));
    }

    private SettlementTerms terms() {
        boolean attested = draw.once(4);
        List<Share> shares = new ArrayList<>();
        for (String owner : owners) {
            shares.add(new Share(new MemberId(owner), attested ? 0 : 1 + draw.below(7)));
        }
        List<MemberAmount> deposits = new ArrayList<>();
        for (String party : parties) {
            if (price > 0 || draw.once(2)) {
                deposits.add(new MemberAmount(new MemberId(party), price / 20 + 1 + draw.below(9_000)));
            }
        }
        long fee = price == 0 ? 0 : draw.below((int) price / 2);
        List<String> others = new ArrayList<>(shuffled.subList(parties.size(), shuffled.size()));
        String collector = draw.one(parties);
        return new SettlementTerms(
                dollars ? "USD" : "CNY",
                price,
                attested ? "attested/contribution" : SettlementTerms.FIXED,
                shares,
                new MemberAmount(new MemberId(collector), fee),
                deposits,
                arbiters(others));
    }

    private Arbiters arbiters(List<String> others) {
        others.remove(Clauses.STEWARD);
        if (others.isEmpty() || draw.once(4)) {
            return new Arbiters(List.of(), 0);
        }
        List<String> chosen = others.subList(0, 1 + draw.below(Math.min(3, others.size())));
        return new Arbiters(chosen.stream().map(MemberId::new).toList(), chosen.size() / 2 + 1);
    }
}
