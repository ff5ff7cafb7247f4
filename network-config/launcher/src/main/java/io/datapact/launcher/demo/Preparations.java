package io.datapact.launcher.demo;

import static io.datapact.launcher.demo.DemoTask.BANK;
import static io.datapact.launcher.demo.DemoTask.CLEARING;
import static io.datapact.launcher.demo.DemoTask.CURRENCY;
import static io.datapact.launcher.demo.DemoTask.MEMBERS;
import static io.datapact.launcher.demo.DemoTask.TELCO;

import io.datapact.contract.id.Digest;
import io.datapact.launcher.demo.StoryTeller.Ending;
import io.datapact.launcher.network.EmbeddedNetwork;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/** First chapter: certificates, datasets with terms, the algorithm, money. */
final class Preparations {
    private static final Map<String, Long> PAY_INS = Map.of(BANK, 500_000L, TELCO, 50_000L, CLEARING, 50_000L);
    private static final long TERMS_MILLIS = 365L * 86_400_000L;

    private final Cast cast;
    private final StoryTeller teller;
    private final EmbeddedNetwork network;

    Preparations(Cast cast, StoryTeller teller, EmbeddedNetwork network) {
        this.cast = cast;
        this.teller = teller;
        this.network = network;
    }

    void play() {
        teller.play("certificates", "each member's admin registers its certificates on the chain", this::certificates);
        teller.play("datasets", "both owners import, commit to and register their tables, with terms", this::datasets);
        teller.play("algorithm", "the clearing house registers the statistics plugin by its digest", () -> {
            cast.must(CLEARING, "approver", "/v1/algorithms", DemoTask.algorithm());
            return Ending.accepted(DemoTask.ALGORITHM + " 1 = plugin " + DemoTask.PLUGIN);
        });
        teller.play("pay-in", "the clearing house, issuer of " + CURRENCY + ", records what was paid in", this::payIn);
    }

    private Ending certificates() {
        for (String member : MEMBERS) {
            for (String role : network.rolesToRegister(member)) {
                cast.must(member, "admin", "/v1/certificates", Map.of("role", role));
            }
            cast.node(member).put("admin", "/v1/peers", network.peersOf(member));
        }
        return Ending.accepted("approver, node and TLS certificates of " + String.join(", ", MEMBERS));
    }

    private Ending datasets() {
        long expires = System.currentTimeMillis() + TERMS_MILLIS;
        publish(BANK, "/loans", DemoTask.loans(data(BANK, "loans.csv"), expires, consentDigest()));
        publish(TELCO, "/subscribers", DemoTask.subscribers(data(TELCO, "subscribers.csv"), expires, consentDigest()));
        return Ending.accepted("bank-a/loans 1 (savings never released); telco-b/subscribers 1 (age never released), "
                + "400.00 " + CURRENCY + " a use, groups of at least " + DemoTask.MINIMUM_GROUP);
    }

    private void publish(String member, String name, Map<String, Object> version) {
        cast.must(member, "approver", "/v1/datasets", DemoTask.dataset(member + name));
        cast.must(member, "approver", "/v1/datasets/versions", version);
    }

    private Ending payIn() {
        MEMBERS.forEach(member -> cast.payIn("transfer-" + member, member, PAY_INS.get(member)));
        return Ending.accepted("bank-a 5,000.00; telco-b 500.00; clearing-c 500.00");
    }

    private String data(String member, String file) {
        Path path = network.home(member).resolve("data").resolve(file);
        DemoData.copy(file, path);
        return path.toString();
    }

    /** Salted digest of the consent record; the record itself stays with the owner. */
    private static String consentDigest() {
        byte[] salt = new byte[Digest.BYTES];
        new SecureRandom().nextBytes(salt);
        return Digest.of(salt).value();
    }
}
