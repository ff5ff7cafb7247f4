package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.SettlementOracle.End;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.Story;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random stakes, endings, disputes and rulings against the oracle, to the cent. */
class RandomSettlementTest {
    private static final int CASES = 300;
    private static final List<String> MEMBERS = ConsortiumFixture.MEMBERS;

    @Test
    void every_outcome_is_the_oracles_and_pays_exactly_what_was_locked() {
        SortedMap<Long, Integer> rows = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            rows.merge(new Case(seed).play(), 1, Integer::sum);
        }
        assertThat(rows).containsOnlyKeys(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    /** One run from its start to its outcome. */
    private static final class Case {
        private final int seed;
        private final Random random;
        private final RandomStakes stakes;
        private final Tribunal tribunal;
        private final TaskManifest manifest;
        private final End end;
        private final Set<String> guilty = new TreeSet<>();

        Case(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.stakes = new RandomStakes(random);
            this.tribunal = new Tribunal(this::task, stakes::prepare, stakes.terms());
            this.manifest = tribunal.manifest();
            this.end = List.of(End.values()).get(random.nextInt(End.values().length));
        }

        /** Half of the tasks show the table to telco-b as well, so that the payer owes a key. */
        private ManifestBuilder task(ManifestBuilder task) {
            if (random.nextBoolean()) {
                return task;
            }
            List<MemberId> both = List.of(Tribunal.BANK, Tribunal.TELCO);
            List<Party> parties = task.build().parties();
            return task.outputs(new TaskOutput(new Code("table"), both, 10, 1_000, false))
                    .parties(
                            parties.get(0),
                            new Party(1, parties.get(1).node(), List.of("input", "compute", "recipient")),
                            parties.get(2));
        }

        /** The row that decided. */
        long play() {
            finish();
            Set<String> disputants = random.nextBoolean() ? some(member -> true) : Set.of();
            disputants.forEach(tribunal::disputes);
            Optional<SettlementOracle.Ruled> ruled = disputants.isEmpty() ? Optional.empty() : rule(disputants);
            tribunal.story().pass(200_000 + (ruled.isPresent() ? 0 : Tribunal.ARBITERS_TIME));
            SettlementOracle.Expected expected =
                    new SettlementOracle(stakes.stakes()).outcome(end, guilty, disputants, ruled);
            Outcome outcome = tribunal.closed();
            assertThat(outcome.row()).as("case %d, %s", seed, end).isEqualTo(expected.row());
            assertThat(outcome.kind()).as("case %d", seed).isEqualTo(expected.kind());
            assertThat(paid(outcome)).as("case %d, row %d", seed, outcome.row()).isEqualTo(expected.paid());
            assertPaysWhatWasLocked(outcome, disputants.size());
            return outcome.row();
        }

        private void finish() {
            switch (end) {
                case RELEASED -> {
                    compute(member -> true);
                    release();
                }
                case WITHHELD -> {
                    compute(member -> true);
                    withhold();
                }
                case ABORTED -> tribunal.aborted();
                case OWNER_SILENT -> {
                    commit(random.nextInt(2));
                    tribunal.late();
                }
                case OWNERS_SILENT -> tribunal.late();
                case PARTY_SILENT -> {
                    guilty.add(MEMBERS.get(random.nextInt(3)));
                    compute(member -> !guilty.contains(member));
                    tribunal.late();
                }
                case PARTIES_SILENT -> {
                    commit(0);
                    commit(1);
                    tribunal.late();
                }
            }
        }

        /** One owner commits; the other is guilty should it not. */
        private void commit(int input) {
            guilty.remove(member(input));
            guilty.add(member(1 - input));
            tribunal.scenario()
                    .accepts(
                            member(input),
                            Role.NODE,
                            Story.commitment(tribunal.run(), manifest.inputs().get(input)));
        }

        private String member(int input) {
            return manifest.inputs().get(input).dataset().member().value();
        }

        private void compute(Predicate<String> attesting) {
            tribunal.story().commitInputs(manifest, tribunal.run());
            for (Party party : manifest.parties()) {
                String member = party.node().member().value();
                if (attesting.test(member)) {
                    tribunal.scenario().accepts(member, Role.NODE, attestation(party));
                }
            }
        }

        private RunCommand.AttestResult attestation(Party party) {
            CommonPart common = Story.common(manifest, tribunal.run());
            return new RunCommand.AttestResult(
                    tribunal.run(),
                    stakes.attested() ? common.withWeights(stakes.weights()) : common,
                    Story.own(manifest, tribunal.run(), party));
        }

        private void release() {
            tribunal.story().release(manifest, tribunal.run());
        }

        /** Some of those that owe a key do not give it. */
        private void withhold() {
            List<Party> due = manifest.parties().stream()
                    .filter(party -> !Story.released(manifest, tribunal.run(), party)
                            .keys()
                            .isEmpty())
                    .toList();
            int silent = random.nextInt(due.size());
            for (int i = 0; i < due.size(); i++) {
                String member = due.get(i).node().member().value();
                if (i == silent || random.nextBoolean()) {
                    guilty.add(member);
                } else {
                    tribunal.scenario()
                            .accepts(member, Role.NODE, Story.released(manifest, tribunal.run(), due.get(i)));
                }
            }
            tribunal.story().pass(600_001);
        }

        /** Two arbiters agree, or each says something else. */
        private Optional<SettlementOracle.Ruled> rule(Set<String> disputants) {
            boolean computed = end == End.RELEASED || end == End.WITHHELD;
            boolean settle = computed && random.nextBoolean();
            Set<String> faults = some(member -> true);
            Set<String> harmed = faults.isEmpty() ? Set.of() : some(member -> !faults.contains(member));
            Set<String> frivolous = some(disputants::contains);
            Verdict verdict = new Verdict(
                    settle ? PriceRuling.SETTLE : PriceRuling.REFUND, ids(faults), ids(harmed), ids(frivolous));
            tribunal.rules(verdict, "arbiter-e");
            if (random.nextInt(3) == 0) {
                Set<String> others = new TreeSet<>(disputants);
                others.removeAll(frivolous);
                if (!others.equals(frivolous)) {
                    tribunal.rules(
                            new Verdict(verdict.price(), verdict.faults(), verdict.harmed(), ids(others)), "arbiter-d");
                }
                return Optional.empty();
            }
            tribunal.rules(verdict, random.nextBoolean() ? "arbiter-d" : "arbiter-f");
            return Optional.of(new SettlementOracle.Ruled(settle, faults, harmed, frivolous));
        }

        private Set<String> some(Predicate<String> among) {
            return MEMBERS.stream()
                    .filter(among)
                    .filter(member -> random.nextBoolean())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static List<MemberId> ids(Set<String> members) {
            return members.stream().map(MemberId::new).toList();
        }

        private static SortedMap<String, BigInteger> paid(Outcome outcome) {
            SortedMap<String, BigInteger> paid = new TreeMap<>();
            outcome.postings()
                    .forEach(posting -> paid.merge(
                            posting.to() + " " + posting.cause(),
                            BigInteger.valueOf(posting.amount()),
                            BigInteger::add));
            return paid;
        }

        private void assertPaysWhatWasLocked(Outcome outcome, int disputants) {
            BigInteger locked = BigInteger.valueOf(stakes.stakes().price())
                    .add(BigInteger.valueOf(stakes.stakes().bond()).multiply(BigInteger.valueOf(disputants)));
            for (long deposit : stakes.stakes().deposits().values()) {
                locked = locked.add(BigInteger.valueOf(deposit));
            }
            BigInteger posted = BigInteger.ZERO;
            for (BigInteger amount : paid(outcome).values()) {
                posted = posted.add(amount);
            }
            assertThat(posted).as("case %d", seed).isEqualTo(locked);
            BigInteger payable = MEMBERS.stream()
                    .map(MemberId::new)
                    .flatMap(member ->
                            tribunal.scenario().read(SettlementKeys.pay(member, "CNY", tribunal.run())).stream())
                    .map(pay -> BigInteger.valueOf(pay.amount()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(payable).as("case %d", seed).isEqualTo(locked);
        }
    }
}
