package io.datapact.contract.history;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unified diff of text files. Hunks may have moved within their file, but each must fit at exactly one place.
 *
 * @param hunks by the path of the file that they change, in order
 */
record Patch(SortedMap<String, List<Hunk>> hunks) {
    private static final String OLD = "--- a/";
    private static final String NEW = "+++ b/";

    /** Lines that go, and lines that come for them. */
    record Hunk(List<String> old, List<String> replacement) {}

    /** Reads a diff; what stands before its first file is a remark. */
    static Patch parse(String diff) {
        SortedMap<String, List<Hunk>> hunks = new TreeMap<>();
        List<Hunk> current = new ArrayList<>();
        boolean begun = false;
        for (String line : diff.lines().toList()) {
            if (line.startsWith(OLD)) {
                current = new ArrayList<>();
                hunks.put(line.substring(OLD.length()), current);
                begun = false;
            } else if (line.startsWith("@@")) {
                current.add(new Hunk(new ArrayList<>(), new ArrayList<>()));
                begun = true;
            } else if (begun && !line.startsWith(NEW)) {
                add(current.get(current.size() - 1), line);
            }
        }
        return new Patch(hunks);
    }

    private static void add(Hunk hunk, String line) {
        String text = line.isEmpty() ? "" : line.substring(1);
        if (!line.startsWith("+")) {
            hunk.old().add(text);
        }
        if (!line.startsWith("-")) {
            hunk.replacement().add(text);
        }
    }

    /**
     * A file with its hunks applied.
     *
     * @throws IllegalArgumentException where a hunk fits nowhere or at several places
     */
    String applied(String path, String source) {
        List<String> lines = new ArrayList<>(source.lines().toList());
        for (Hunk hunk : hunks.getOrDefault(path, List.of())) {
            int at = place(path, lines, hunk.old());
            lines.subList(at, at + hunk.old().size()).clear();
            lines.addAll(at, hunk.replacement());
        }
        return String.join("\n", lines) + "\n";
    }

    private static int place(String path, List<String> lines, List<String> old) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at + old.size() <= lines.size(); at++) {
            if (lines.subList(at, at + old.size()).equals(old)) {
                places.add(at);
            }
        }
        if (places.size() != 1) {
            throw new IllegalArgumentException("expected one place in " + path + " for a hunk that begins with '"
                    + old.get(0) + "', found " + places.size() + "; make the patch anew");
        }
        return places.get(0);
    }
}
