package io.datapact.node.table;

import io.datapact.contract.dataset.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one spelling grammar of values: what a text must look like to be a value of a column. */
final class ValueGrammar {
    /** Longest text value, in UTF-8 bytes. */
    static final int MAXIMUM_TEXT_BYTES = 4_096;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,9})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private ValueGrammar() {}

    /** What a column's values look like, in words. */
    static String expected(Column column) {
        return switch (column.type()) {
            case INTEGER -> "a whole number within 64 bits";
            case DECIMAL -> "a decimal number with at most " + column.scale() + " digits after the point";
            case DATE -> "a date such as 2026-01-31";
            case BOOLEAN -> "true or false";
            case TEXT -> "text of at most " + MAXIMUM_TEXT_BYTES + " bytes";
        };
    }

    /** A value that is a number: as it is, unscaled, days since 1970-01-01, 0 or 1. Empty if the text is none. */
    static Optional<Long> number(Column column, String text) {
        try {
            return switch (column.type()) {
                case INTEGER -> INTEGER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
                case DECIMAL -> decimal(column, text);
                case DATE ->
                    DATE.matcher(text).matches()
                            ? Optional.of(LocalDate.parse(text).toEpochDay())
                            : Optional.empty();
                case BOOLEAN ->
                    text.equals("true") ? Optional.of(1L) : text.equals("false") ? Optional.of(0L) : Optional.empty();
                case TEXT -> Optional.empty();
            };
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A value that is text, as UTF-8. Empty if it is too long. */
    static Optional<byte[]> text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= MAXIMUM_TEXT_BYTES ? Optional.of(utf8) : Optional.empty();
    }

    private static Optional<Long> decimal(Column column, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text)
                .setScale(Math.toIntExact(column.scale()), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact());
    }
}
