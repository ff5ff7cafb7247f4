package io.datapact.contract.history;

import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.DisputePolicy;
import io.datapact.contract.member.PeriodPolicy;
import io.datapact.contract.member.Policy;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;

/** Policy, terms and schema of every world: tight enough that histories run into them. */
final class Clauses {
    /** Owns the algorithms, reviews them, issues CNY and keeps the pool. */
    static final String STEWARD = "m-01";

    /** Issues USD. */
    static final String SECOND = "m-02";

    static final AlgorithmId ALGORITHM = new AlgorithmId(STEWARD + "/statistics");
    static final Code OPERATION = new Code("group-by");
    static final Code MODEL = new Code("semi-honest-3pc");
    static final Code FAIR = new Code("shares");
    static final Code UNFAIR = new Code("none");
    static final Code REGULATED = new Code("credit-risk/regulated");

    /** Half of the purposes ask for no regulator. */
    static final List<Code> PURPOSES = List.of(
            new Code("credit-risk/scoring"), new Code("credit-risk/limits"), new Code("credit-risk"), REGULATED);

    private static final long DAY = 86_400_000L;

    private Clauses() {}

    /** A policy; a strict one asks for two people of each member and for a regulator. */
    static Policy policy(long version, boolean strict, long graceUntil) {
        ApprovalPolicy approvals = strict
                ? new ApprovalPolicy(true, List.of(new ApprovalPolicy.Regulated(REGULATED, new MemberId(STEWARD))))
                : ApprovalPolicy.PLAIN;
        return new Policy(
                version,
                14_400,
                3_600,
                600,
                60,
                4_000,
                5,
                new MemberId(STEWARD),
                5,
                1,
                3,
                3,
                3_600,
                2_592_000,
                graceUntil,
                approvals,
                new DisputePolicy(1_000, 3_600, 4_000),
                new PeriodPolicy(version % 2 == 1 ? 1 : 2));
    }

    static Schema schema() {
        return new Schema(
                List.of(
                        new Column("id", ColumnType.TEXT, 0, 3, false),
                        new Column("segment", ColumnType.TEXT, 0, 2, false),
                        new Column("secret", ColumnType.TEXT, 0, 5, true)),
                List.of("id"));
    }

    /** Terms that allow so many uses, half of them in a period, rounded up. */
    static Terms terms(List<String> recipients, long uses, long pricePerUse, long expires) {
        return new Terms(
                List.of(new Code("credit-risk")),
                List.of(OPERATION),
                recipients.stream().map(MemberId::new).toList(),
                List.of(MODEL),
                List.of(FAIR, UNFAIR),
                false,
                uses,
                250_000,
                (uses + 1) / 2,
                100_000,
                expires,
                10,
                List.of("secret"),
                "CNY",
                pricePerUse,
                30,
                new Code("consent"),
                ConsortiumFixture.digest("consent"),
                false);
    }

    static long expiry() {
        return ConsortiumFixture.START + 90 * DAY;
    }

    static DatasetId dataset(String member, boolean derived) {
        return new DatasetId(member + (derived ? "/derived" : "/base"));
    }
}
