package io.datapact.node.evidence;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.HeldRefusal;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.state.StateReader;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refusals that are not told one by one: {@code <folder>/<day>/<asker>.jsonl}, a canonical {@link HeldRefusal} a line, in
 * order, each on disk before {@code hold} returns. What a crash or a full disk left of a line's beginning is cut. The
 * files stay, for auditors: the ledger's {@code Denial.Overflow} is computed from them. For one thread at a time.
 */
public final class RefusalLog {
    /** Most refusals held of one asker and day; who asks more often than that is refused without a trace. */
    public static final int MAXIMUM_HELD = 10_000;

    private static final String SUFFIX = ".jsonl";

    private final Path folder;
    private final Appender appender;
    private final Map<Day, Set<Digest>> known = new HashMap<>();

    RefusalLog(Path folder) {
        this(folder, RefusalLog::append);
    }

    RefusalLog(Path folder, Appender appender) {
        this.folder = folder;
        this.appender = appender;
    }

    /** Puts a line at a file's end; where it fails, any part of the line may stand. */
    @FunctionalInterface
    interface Appender {
        /** Makes the line, its end included, durable before it returns. */
        void append(Path file, byte[] line) throws IOException;
    }

    /**
     * Whose refusals, of which day.
     *
     * @param day days since 1970-01-01
     */
    public record Day(long day, MemberId asker) {}

    /**
     * Holds a refusal, unless one of the same payload is held or the day is full.
     *
     * @return whether it was added
     * @throws EvidenceUnavailableException if it could not be written, or what is there is damaged
     */
    public boolean hold(Day day, HeldRefusal refusal) {
        Set<Digest> digests = known(day);
        if (digests.size() >= MAXIMUM_HELD || digests.contains(refusal.about())) {
            return false;
        }
        write(day, RecordCodec.of(HeldRefusal.class).encode(refusal));
        digests.add(refusal.about());
        return true;
    }

    /** What is held of an asker and day, in order. */
    public List<HeldRefusal> held(Day day) {
        Path file = file(day);
        byte[] bytes = read(file);
        List<HeldRefusal> held = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                held.add(refusal(file, Arrays.copyOfRange(bytes, from, i)));
                from = i + 1;
            }
        }
        return List.copyOf(held);
    }

    /** The days of which something is held, oldest first, askers in order. */
    public List<Day> days(long first, long last) {
        List<Day> days = new ArrayList<>();
        for (long day = first; day <= last; day++) {
            days.addAll(days(day));
        }
        return List.copyOf(days);
    }

    private List<Day> days(long day) {
        Path files = folder.resolve(Long.toString(day));
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(files)) {
            return list.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .flatMap(name -> asker(name.substring(0, name.length() - SUFFIX.length())).stream())
                    .map(asker -> new Day(day, asker))
                    .sorted((one, other) -> one.asker().compareTo(other.asker()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new EvidenceUnavailableException("cannot read the folder of refusals " + files, e);
        }
    }

    /** Whose file it is; nobody's if this log did not name it. */
    private static Optional<MemberId> asker(String name) {
        try {
            return Optional.of(new MemberId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Set<Digest> known(Day day) {
        known.keySet().removeIf(other -> other.day() < day.day());
        return known.computeIfAbsent(day, each -> {
            cutTornLine(file(each));
            Set<Digest> digests = new HashSet<>();
            held(each).forEach(refusal -> digests.add(refusal.about()));
            return digests;
        });
    }

    private static void cutTornLine(Path file) {
        byte[] bytes = read(file);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
                channel.force(true);
            } catch (IOException e) {
                throw new EvidenceUnavailableException("cannot cut a torn line off " + file, e);
            }
        }
    }

    private void write(Day day, byte[] text) {
        Path file = file(day);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        try {
            AtomicFiles.createPrivateFolder(file.getParent());
            appender.append(file, line);
        } catch (IOException | UncheckedIOException e) {
            // How much of the line stands is unknown: whatever is held next looks at the file again and cuts it.
            known.remove(day);
            throw new EvidenceUnavailableException(
                    "cannot write the refusals in " + file + "; make room or mend the disk", e);
        }
    }

    private static void append(Path file, byte[] line) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static byte[] read(Path file) {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new EvidenceUnavailableException("cannot read the refusals in " + file, e);
        }
    }

    private static HeldRefusal refusal(Path file, byte[] line) {
        return switch (RecordCodec.of(HeldRefusal.class).decode(line, StateReader.MAXIMUM_RECORD_BYTES)) {
            case Parsed.Value<HeldRefusal>(HeldRefusal refusal) -> refusal;
            case Parsed.Malformed<HeldRefusal>(String path, String detail) ->
                throw new EvidenceUnavailableException("expected a refusal a line in " + file
                        + ", found one malformed at '" + path + "': " + detail + "; restore the file from a copy");
        };
    }

    private Path file(Day day) {
        return folder.resolve(Long.toString(day.day())).resolve(day.asker() + SUFFIX);
    }
}
