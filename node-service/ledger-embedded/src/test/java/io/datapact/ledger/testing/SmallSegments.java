package io.datapact.ledger.testing;

import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.node.ledger.LedgerCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A log of short entries in segments of a few entries each, and what an operator does to its files. */
public final class SmallSegments {
    private static final long BYTES = 4_000;

    private SmallSegments() {}

    /** The ledger of a fixture with so many entries. */
    public static LedgerHome begun(Path folder, ConsortiumFixture fixture, int entries) {
        LedgerCommands commands = new LedgerCommands(fixture);
        List<byte[]> all = new ArrayList<>();
        try (LocalLedger ledger =
                LedgerHome.begun(folder.resolveSibling("usual"), fixture).open()) {
            ledger.submit(commands.registration(Role.APPROVER));
            while (ledger.chain().head().size() < entries) {
                ledger.submit(commands.dataset());
            }
            for (int i = 0; i < entries; i++) {
                all.add(ledger.chain().entryBytes(i));
            }
        }
        try (SegmentLog log = SegmentLog.open(folder, LogDisk.real(), BYTES, (position, entry) -> {})) {
            all.forEach(entry -> log.append(List.of(entry)));
        }
        return new LedgerHome(folder, fixture);
    }

    /** Writes a snapshot of the first entries. */
    public static void snapshot(LedgerHome home, long size) {
        try (LocalLedger ledger = home.open()) {
            ledger.chain().snapshots().write(ledger.signedCheckpoint(size), size);
        }
    }

    /** The segments in a folder, in order. */
    public static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the archive away, or brings it back. */
    public static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes one byte of a file. */
    public static void damage(Path file, long at) {
        try {
            byte[] content = Files.readAllBytes(file);
            content[Math.toIntExact(at)] ^= 1;
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
