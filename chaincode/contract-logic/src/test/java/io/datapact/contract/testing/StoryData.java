package io.datapact.contract.testing;

import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import java.util.List;

/** Schemas and terms of the story's datasets. */
final class StoryData {
    private StoryData() {}

    /** Schema of bank-a's loans. */
    static Schema loansSchema() {
        return new Schema(
                List.of(
                        new Column("id", ColumnType.TEXT, 0, 4, false),
                        new Column("amount", ColumnType.INTEGER, 0, 4, false),
                        new Column("defaulted", ColumnType.BOOLEAN, 0, 4, false)),
                List.of("id"));
    }

    /** Schema of telco-b's subscribers; {@code phone} is never released. */
    static Schema subscribersSchema() {
        return new Schema(
                List.of(
                        new Column("id", ColumnType.TEXT, 0, 3, false),
                        new Column("segment", ColumnType.TEXT, 0, 2, false),
                        new Column("phone", ColumnType.TEXT, 0, 5, true)),
                List.of("id"));
    }

    /** Terms of both datasets. */
    static Terms terms(long start, long pricePerUse, List<String> neverReleased) {
        return new Terms(
                List.of(new Code("credit-risk")),
                List.of(new Code("group-by")),
                List.of(new MemberId("bank-a"), new MemberId("telco-b")),
                List.of(new Code("semi-honest-3pc")),
                List.of(new Code("shares")),
                false,
                100,
                1_000_000,
                100,
                1_000_000,
                start + 90 * 86_400_000L,
                10,
                neverReleased,
                "CNY",
                pricePerUse,
                30,
                new Code("consent"),
                ConsortiumFixture.digest("consent"),
                false);
    }
}
