package io.datapact.contract.history;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands with which every world begins. */
final class Beginnings {

    private Beginnings() {}

    static List<Intent> of(World world) {
        List<Intent> intents = new ArrayList<>();
        for (String member : world.members()) {
            for (Identity identity : Identities.all().of(member)) {
                boolean later = identity.serial() > 1
                        || identity.handle().equals("admin-1")
                        || identity.handle().equals("admin-2");
                if (!later) {
                    intents.add(Intent.admin(member, world.registration(identity)));
                }
            }
        }
        for (String member : world.members()) {
            intents.addAll(datasets(world, member));
            intents.addAll(money(member, "CNY", Clauses.STEWARD));
            intents.addAll(money(member, "USD", Clauses.SECOND));
        }
        intents.addAll(algorithm(1, Clauses.FAIR));
        intents.addAll(algorithm(2, Clauses.UNFAIR));
        return intents;
    }

    private static List<Intent> datasets(World world, String member) {
        DatasetId base = Clauses.dataset(member, false);
        DatasetId derived = Clauses.dataset(member, true);
        return List.of(
                Intent.approver(member, new DatasetCommand.RegisterDataset(base, Optional.empty())),
                Intent.approver(member, publish(world, base, 1, 4, 100)),
                Intent.approver(member, new DatasetCommand.RegisterDataset(derived, Optional.of(base))),
                Intent.approver(member, publish(world, derived, 1, 5, 0)));
    }

    /** A version whose root is that of any other of the dataset. */
    static Command publish(World world, DatasetId dataset, long version, long uses, long price) {
        return new DatasetCommand.PublishVersion(
                dataset,
                version,
                Clauses.schema(),
                "1000-9999",
                Story.registeredRoot(dataset),
                Clauses.terms(world.members(), uses, price, Clauses.expiry()));
    }

    private static List<Intent> money(String member, String currency, String issuer) {
        Digest reference = ConsortiumFixture.digest("begin " + member);
        return List.of(
                Intent.market(
                        issuer, new SettlementCommand.PayIn(currency, reference, new MemberId(member), World.PAID_IN)),
                Intent.of(
                        member,
                        Role.MARKET,
                        "market-1",
                        new SettlementCommand.Collect(currency, List.of(reference), List.of())));
    }

    private static List<Intent> algorithm(long version, Code fairness) {
        return List.of(
                Intent.approver(
                        Clauses.STEWARD,
                        new AlgorithmCommand.RegisterAlgorithm(
                                Clauses.ALGORITHM,
                                version,
                                new Code("datapact/mpc-statistics"),
                                Story.pluginDigest(),
                                ConsortiumFixture.digest("descriptor"),
                                List.of(Clauses.OPERATION),
                                Clauses.MODEL,
                                fairness,
                                false)),
                Intent.approver(
                        Clauses.STEWARD,
                        new AlgorithmCommand.ReviewAlgorithm(Clauses.ALGORITHM, version, Story.pluginDigest(), true)));
    }
}
