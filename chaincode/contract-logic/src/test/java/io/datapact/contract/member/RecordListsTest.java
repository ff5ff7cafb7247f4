package io.datapact.contract.member;

import static io.datapact.contract.member.Bounds.LIST;
import static io.datapact.contract.member.Bounds.MEMBERS;
import static io.datapact.contract.member.Bounds.PARTIES;
import static io.datapact.contract.member.RecordSamples.CODE;
import static io.datapact.contract.member.RecordSamples.DIGEST;
import static io.datapact.contract.member.RecordSamples.RUN;
import static io.datapact.contract.member.RecordSamples.TASK;
import static io.datapact.contract.member.RecordSamples.registration;
import static io.datapact.contract.member.RecordSamples.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.dataset.Schema;
import io.datapact.contract.governance.ReferenceValues;
import io.datapact.contract.member.RecordSamples.Row;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists of records at their shortest and longest, and one beyond. */
class RecordListsTest {
    static Stream<Row> lists() {
        CommonPart common = Story.common(TASK, RUN);
        OwnPart own = Story.own(TASK, RUN, TASK.parties().get(0));
        Schema schema = new Schema(Story.loansSchema().columns(), List.of("id"));
        return Stream.of(
                new Row(TASK, "inputs", 1, PARTIES),
                new Row(TASK, "parties", 1, PARTIES),
                new Row(TASK, "outputs", 1, PARTIES),
                new Row(TASK.inputs().get(0), "columns", 1, 256),
                new Row(TASK.outputs().get(0), "recipients", 1, PARTIES),
                new Row(TASK.parties().get(0), "roles", 1, 3),
                new Row(TASK.terms(), "shares", 0, PARTIES),
                new Row(TASK.terms(), "deposits", 0, PARTIES),
                new Row(template(), "purposes", 1, LIST),
                new Row(template(), "operations", 1, LIST),
                new Row(template(), "parties", 1, MEMBERS),
                new Row(template(), "recipients", 1, MEMBERS),
                new Row(template().inputs().get(0), "columns", 1, 256),
                new Row(registration(), "operations", 1, LIST),
                new Row(common, "inputs", 0, PARTIES),
                new Row(common, "outputs", 0, PARTIES * PARTIES),
                new Row(common, "release", 0, PARTIES * PARTIES),
                new Row(own, "peers", 0, PARTIES),
                new Row(own, "handedOut", 0, PARTIES),
                new Row(own, "columns", 0, PARTIES),
                new Row(own, "checks", 0, PARTIES),
                new Row(
                        new ReferenceValues(List.of(new ReferenceValues.ReferenceValue(CODE, DIGEST))),
                        "values",
                        0,
                        LIST),
                new Row(schema, "key", 1, schema.columns().size()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void lists_are_taken_from_the_shortest_to_the_longest(Row row) {
        Object element = elementOf(row);
        for (long fits : new long[] {row.least(), row.most()}) {
            List<Object> list = Collections.nCopies((int) fits, element);
            assertThat(RecordCopy.with(row.record(), row.component(), list)).isNotNull();
        }
        for (long beyond : new long[] {row.least() - 1, row.most() + 1}) {
            if (beyond >= 0) {
                List<Object> list = Collections.nCopies((int) beyond, element);
                assertThatThrownBy(() -> RecordCopy.with(row.record(), row.component(), list))
                        .hasCauseInstanceOf(IllegalArgumentException.class)
                        .rootCause()
                        .hasMessageContaining(row.least() + " to ");
            }
        }
    }

    private static Object elementOf(Row row) {
        try {
            var accessor = row.record().getClass().getMethod(row.component());
            accessor.setAccessible(true);
            return ((List<?>) accessor.invoke(row.record())).get(0);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("expected a list component, found " + row, e);
        }
    }
}
