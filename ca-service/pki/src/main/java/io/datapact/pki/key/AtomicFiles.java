package io.datapact.pki.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Small files that are either the old or the new ones, whatever happens in between: written beside, synced, renamed.
 * Where the file system knows POSIX modes, private files have mode 600 from their first byte and private folders 700.
 */
public final class AtomicFiles {

    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC_FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private AtomicFiles() {}

    /** Writes a file that only its owner may read (mode 600). */
    public static void writePrivate(Path file, byte[] bytes) {
        write(file, bytes, PRIVATE_FILE);
    }

    /** Writes a file that all may read (mode 644). */
    public static void writePublic(Path file, byte[] bytes) {
        write(file, bytes, PUBLIC_FILE);
    }

    /** Makes a folder of mode 700, with its parents; an existing one keeps its mode. */
    public static void createPrivateFolder(Path folder) {
        try {
            Files.createDirectories(folder, attributes(folder, PRIVATE_FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }

    /** Renames a folder in one step and makes the rename durable; the target must not exist. */
    public static void moveFolder(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(to.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rename " + from + " to " + to, e);
        }
    }

    /** Tells whether group or others may read or write a file; false where the file system has no POSIX modes. */
    public static boolean isOpenToOthers(Path file) {
        try {
            if (!isPosix(file)) {
                return false;
            }
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mode of " + file, e);
        }
    }

    private static void write(Path file, byte[] bytes, Set<PosixFilePermission> mode) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path beside = Files.createTempFile(folder, ".new-", ".part", attributes(folder, PRIVATE_FILE));
            try {
                writeSynced(beside, bytes);
                if (isPosix(folder)) {
                    Files.setPosixFilePermissions(beside, mode);
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            syncFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void writeSynced(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        // Only POSIX systems let a folder be opened and synced.
        if (isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path near, Set<PosixFilePermission> mode) {
        return isPosix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
