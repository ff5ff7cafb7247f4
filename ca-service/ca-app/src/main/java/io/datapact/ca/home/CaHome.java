package io.datapact.ca.home;

import io.datapact.ca.CaStartException;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one authority, held by one process at a time.
 *
 * <pre>
 * ca.port  root.pem  admin.secret      what launchers and operators read
 * issuing.passphrase                   opens the issuing keys and the server's
 * authority/offline-root/              the root's key: read at the first start only; move it away
 * authority/issuing/                   tls.p12, signing.p12
 * server/                              server.p12
 * database/                            unless PostgreSQL is set
 * ca.lock                              held while running
 * </pre>
 */
public final class CaHome implements AutoCloseable {

    private final Path folder;
    private final FileChannel lockFile;

    private CaHome(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder where it is missing, and takes it.
     *
     * @throws CaStartException if another process holds it, or it cannot be made
     */
    public static CaHome open(Path folder) {
        try {
            AtomicFiles.createPrivateFolder(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("ca.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new CaStartException("another certificate authority runs in " + folder
                        + "; stop it, or set datapact.ca.home to another folder");
            }
            CaHome home = new CaHome(folder, channel);
            Files.deleteIfExists(home.portFile());
            AtomicFiles.createPrivateFolder(home.databaseFile().getParent());
            AtomicFiles.createPrivateFolder(home.serverKeyFile().getParent());
            return home;
        } catch (IOException | UncheckedIOException e) {
            throw new CaStartException(
                    "cannot use the folder " + folder + " (" + e.getMessage()
                            + "); set datapact.ca.home to a folder that" + " this user may write",
                    e);
        }
    }

    /** The folder itself. */
    public Path folder() {
        return folder;
    }

    /** Text file with the TCP port, there while the authority answers. */
    public Path portFile() {
        return folder.resolve("ca.port");
    }

    /** The root certificate in PEM. */
    public Path rootFile() {
        return folder.resolve("root.pem");
    }

    /** The operator's bearer secret, mode 600. */
    public Path adminSecretFile() {
        return folder.resolve("admin.secret");
    }

    /** Passphrase of the issuing keys and the server's, mode 600. */
    public Path passphraseFile() {
        return folder.resolve("issuing.passphrase");
    }

    /** Folder of the authority's keys; complete if it exists. */
    public Path authorityFolder() {
        return folder.resolve("authority");
    }

    /** Key and certificate of this server. */
    public Path serverKeyFile() {
        return folder.resolve("server").resolve("server.p12");
    }

    /** The built-in database, without file name extension. */
    public Path databaseFile() {
        return folder.resolve("database").resolve("ca");
    }

    /** Tells launchers where the authority answers. */
    public void publishPort(int port) {
        AtomicFiles.writePublic(portFile(), (port + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(portFile());
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot leave the folder " + folder, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            // Held until the channel closes.
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
