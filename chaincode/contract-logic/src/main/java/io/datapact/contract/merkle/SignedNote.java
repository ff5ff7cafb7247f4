package io.datapact.contract.merkle;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with signature lines. Source: C2SP signed-note. The written form is the text, an empty line, and lines of an
 * em dash, a space, the key's name, a space, and base64 of key id and signature.
 *
 * @param text       non-empty, ends with a newline; this is what is signed
 * @param signatures at least one
 */
public record SignedNote(String text, List<Line> signatures) {
    /** Greatest size of a written note, in characters. */
    public static final int MAXIMUM_CHARACTERS = 64 * 1024;

    /** Most signature lines. */
    public static final int MAXIMUM_SIGNATURES = 100;

    /** Most signature lines that are read, so that whoever reads a note can add signatures to it; C2SP asks for 16. */
    public static final int MAXIMUM_READ_SIGNATURES = 64;

    private static final String DASH = "\u2014 ";

    /** A signature line: the key's name; four bytes of key id, then the signature. */
    public record Line(String name, Bytes keyedSignature) {
        public Line {
            NoteKey.requireName(name);
            int length = keyedSignature.toBytes().length;
            if (length <= NoteKey.ID_BYTES) {
                throw new IllegalArgumentException("expected a key id and a signature, found " + length + " bytes");
            }
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c != '\n' && (c < 0x20 || c == 0x7f))) {
            throw new IllegalArgumentException(
                    "expected a text that ends with a newline and has no other control characters, found another");
        }
        if (signatures.isEmpty() || signatures.size() > MAXIMUM_SIGNATURES) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MAXIMUM_SIGNATURES + " signatures, found " + signatures.size());
        }
    }

    /** This note with further signature lines, such as those of witnesses. */
    public SignedNote with(List<Line> more) {
        List<Line> all = new ArrayList<>(signatures);
        all.addAll(more);
        return new SignedNote(text, all);
    }

    /** The written form. */
    public String write() {
        StringBuilder out = new StringBuilder(text).append('\n');
        for (Line line : signatures) {
            out.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(line.keyedSignature())
                    .append('\n');
        }
        return out.toString();
    }

    /** Reads the written form; never throws. Only the form that {@link #write()} gives is accepted. */
    public static Parsed<SignedNote> parse(String written) {
        if (written.length() > MAXIMUM_CHARACTERS) {
            return refuse("expected at most " + MAXIMUM_CHARACTERS + " characters, found " + written.length());
        }
        int gap = written.lastIndexOf("\n\n" + DASH);
        if (gap < 0 || !written.endsWith("\n")) {
            return refuse("expected a text, an empty line and signature lines, found another form");
        }
        String block = written.substring(gap + 2, written.length() - 1);
        try {
            List<Line> lines = new ArrayList<>();
            String[] found = block.split("\n", MAXIMUM_READ_SIGNATURES + 1);
            if (found.length > MAXIMUM_READ_SIGNATURES) {
                return refuse("expected at most " + MAXIMUM_READ_SIGNATURES + " signature lines, found more");
            }
            for (String line : found) {
                lines.add(line(line));
            }
            return new Parsed.Value<>(new SignedNote(written.substring(0, gap + 1), lines));
        } catch (IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private static Line line(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new IllegalArgumentException("expected a signature line of dash, name and base64, found another");
        }
        return new Line(line.substring(DASH.length(), space), new Bytes(line.substring(space + 1)));
    }

    private static Parsed<SignedNote> refuse(String detail) {
        return new Parsed.Malformed<>("", detail);
    }
}
