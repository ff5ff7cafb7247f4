package io.datapact.node.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a CSV stream while it checks what must hold before a parser may see it: the header, the length of lines, no
 * blank line, no line break inside quotes, no NUL. So a pipe that never ends is left after the bound, and the number of
 * a row gives the line it stands in.
 */
final class CsvStaging {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final List<String> columns;
    private final TableLimits limits;
    private final byte[] header;
    private long line = 1;
    private int lineBytes;
    private boolean quoted;
    private boolean carriageReturn;
    private long total;
    private int fields = 1;
    private final List<TableProblem> miscounted = new ArrayList<>();

    CsvStaging(List<String> columns, TableLimits limits) {
        this.columns = columns;
        this.limits = limits;
        this.header = new byte[limits.lineBytes()];
    }

    /**
     * Copies to the end of the stream; throws {@link TableRefusedException} at the first problem that hides the rest.
     *
     * @return lines with too few or too many fields, at most {@link TableImport#MAXIMUM_PROBLEMS}
     */
    List<TableProblem> copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int read = in.read(buffer);
        while (read >= 0) {
            total += read;
            if (total > limits.fileBytes()) {
                throw refuse(0, "a file of at most " + limits.fileBytes() + " bytes", "a longer one");
            }
            for (int i = 0; i < read; i++) {
                take(buffer[i]);
            }
            out.write(buffer, 0, read);
            read = in.read(buffer);
        }
        if (line == 1 || lineBytes > 0) {
            endLine();
        }
        return List.copyOf(miscounted);
    }

    private void take(byte b) {
        if (carriageReturn && b != '\n') {
            throw refuse(line, "line feed after carriage return", "another character");
        }
        carriageReturn = b == '\r';
        if (b == '\n') {
            endLine();
            return;
        }
        if (b == 0) {
            throw refuse(line, "text", "a NUL character");
        }
        if (b == '"') {
            quoted = !quoted;
        }
        if (b == ',' && !quoted) {
            fields++;
        }
        if (lineBytes >= limits.lineBytes()) {
            throw refuse(line, "lines of at most " + limits.lineBytes() + " bytes", "a longer one");
        }
        if (line == 1) {
            header[lineBytes] = b;
        }
        if (b != '\r') {
            lineBytes++;
        }
    }

    private void endLine() {
        if (quoted) {
            throw refuse(line, "no line break inside quotes", "one, or a quote that is never closed");
        }
        if (lineBytes == 0) {
            throw refuse(line, line == 1 ? "a header" : "a row", "a blank line");
        }
        if (line == 1) {
            requireHeader();
        } else if (fields != columns.size() && miscounted.size() < TableImport.MAXIMUM_PROBLEMS) {
            miscounted.add(new TableProblem(line, "", columns.size() + " fields", Integer.toString(fields)));
        }
        fields = 1;
        line++;
        lineBytes = 0;
        carriageReturn = false;
    }

    private void requireHeader() {
        int from = 0;
        if (lineBytes >= 3
                && header[0] == BYTE_ORDER_MARK[0]
                && header[1] == BYTE_ORDER_MARK[1]
                && header[2] == BYTE_ORDER_MARK[2]) {
            from = BYTE_ORDER_MARK.length;
        }
        List<String> found = new ArrayList<>();
        String text = new String(header, from, lineBytes - from, StandardCharsets.UTF_8);
        for (String name : text.split(",", -1)) {
            boolean inQuotes = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
            found.add(inQuotes ? name.substring(1, name.length() - 1) : name);
        }
        if (!found.equals(columns)) {
            throw refuse(1, "the header " + String.join(",", columns), "another one of " + found.size() + " columns");
        }
    }

    private static TableRefusedException refuse(long line, String expected, String found) {
        return new TableRefusedException(new TableProblem(line, "", expected, found));
    }
}
