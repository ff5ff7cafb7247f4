package io.datapact.ledger.simulation;

import io.datapact.ledger.log.FolderInUseException;
import io.datapact.ledger.log.FolderLock;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A machine's disk: files in memory, of which a power cut takes what was not synced, bytes and names alike. Names are
 * kept by the system in the order in which they changed, so a cut keeps a beginning of the changes. Each operation may
 * be the one at which the machine stops, before it or after it, or in the middle of a write.
 */
final class SimulatedDisk {
    private final Map<Path, Inode> names = new TreeMap<>();
    private final Map<Path, Inode> durable = new TreeMap<>();
    private final List<Renaming> unsynced = new ArrayList<>();
    private final List<Path> locks = new ArrayList<>();
    private final Scheduler chance;
    private final DiskFaults faults;
    private long life;

    SimulatedDisk(Scheduler chance, DiskFaults faults) {
        this.chance = chance;
        this.faults = faults;
    }

    /**
     * A change of names that is made as a whole.
     *
     * @param folder whose names
     * @param names  each with the file that it has from then on, if any
     */
    private record Renaming(Path folder, Map<Path, Optional<Inode>> names) {
        void apply(Map<Path, Inode> to) {
            names.forEach((name, inode) -> inode.ifPresentOrElse(file -> to.put(name, file), () -> to.remove(name)));
        }
    }

    /** The disk for a process that starts now; unusable once the process has died. */
    LogDisk mount() {
        return new Mounted(life);
    }

    /** What a crash of the machine leaves. */
    void crash(boolean power) {
        life++;
        locks.clear();
        if (power) {
            int kept = chance.below(unsynced.size() + 1);
            unsynced.subList(0, kept).forEach(change -> change.apply(durable));
            unsynced.clear();
            names.clear();
            names.putAll(durable);
            names.values().forEach(file -> file.loseUnsynced(chance));
        }
    }

    /** All files as programs see them, on a disk of their own, durable: what an operator's copy of the folder holds. */
    void copyTo(SimulatedDisk other) {
        other.names.clear();
        other.durable.clear();
        other.unsynced.clear();
        names.forEach((name, file) -> other.names.put(name, file.copy()));
        other.durable.putAll(other.names);
    }

    private void change(Path folder, Map<Path, Optional<Inode>> changed) {
        Renaming renaming = new Renaming(folder, changed);
        renaming.apply(names);
        unsynced.add(renaming);
    }

    private void syncNames(Path folder) {
        unsynced.removeIf(change -> {
            boolean here = change.folder().equals(folder);
            if (here) {
                change.apply(durable);
            }
            return here;
        });
    }

    /** The disk as one process has it. */
    private final class Mounted implements LogDisk {
        private final long mounted;

        Mounted(long mounted) {
            this.mounted = mounted;
        }

        @Override
        public LogFile open(Path file) {
            requireAlive();
            if (!names.containsKey(file)) {
                change(file.getParent(), Map.of(file, Optional.of(new Inode())));
            }
            return new OpenFile(names.get(file));
        }

        @Override
        public LogFile openToRead(Path file) throws IOException {
            requireAlive();
            return new OpenFile(
                    Optional.ofNullable(names.get(file)).orElseThrow(() -> new NoSuchFileException(file.toString())));
        }

        @Override
        public boolean exists(Path file) {
            requireAlive();
            return names.containsKey(file) || names.keySet().stream().anyMatch(name -> file.equals(name.getParent()));
        }

        @Override
        public List<Path> files(Path folder) {
            requireAlive();
            return names.keySet().stream()
                    .filter(file -> file.getParent().equals(folder))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }

        @Override
        public void delete(Path file) throws IOException {
            operate("delete", () -> change(file.getParent(), Map.of(file, Optional.empty())));
        }

        @Override
        public void replace(Path file, Path by) throws IOException {
            Inode inode = Optional.ofNullable(names.get(by)).orElseThrow(() -> new NoSuchFileException(by.toString()));
            operate("rename", () -> change(file.getParent(), Map.of(file, Optional.of(inode), by, Optional.empty())));
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            faults.sync();
            operate("sync-names", () -> syncNames(folder));
        }

        @Override
        public FolderLock lock(Path folder) {
            requireAlive();
            if (locks.contains(folder)) {
                throw new FolderInUseException(folder);
            }
            locks.add(folder);
            return () -> {
                if (mounted == life) {
                    locks.remove(folder);
                }
            };
        }

        private void operate(String what, Runnable operation) {
            requireAlive();
            faults.before(what);
            operation.run();
            faults.after(what);
        }

        private void requireAlive() {
            if (mounted != life) {
                throw new Crash(false);
            }
        }

        private final class OpenFile implements LogFile {
            private final Inode inode;

            OpenFile(Inode inode) {
                this.inode = inode;
            }

            @Override
            public void write(ByteBuffer content, long offset) throws IOException {
                requireAlive();
                byte[] bytes = new byte[content.remaining()];
                content.get(bytes);
                int fits = faults.room(bytes.length);
                int stop = faults.stopInWrite(fits);
                inode.write(bytes, Math.min(fits, stop), Math.toIntExact(offset));
                if (stop < fits) {
                    faults.stop("write");
                }
                if (fits < bytes.length) {
                    throw new IOException("No space left on device");
                }
                faults.after("write");
            }

            @Override
            public void read(ByteBuffer into, long offset) {
                requireAlive();
                byte[] bytes = new byte[into.remaining()];
                into.put(bytes, 0, inode.read(bytes, Math.toIntExact(offset)));
            }

            @Override
            public void force() throws IOException {
                requireAlive();
                faults.before("sync");
                try {
                    faults.sync();
                } catch (IOException e) {
                    inode.failToSync(chance);
                    throw e;
                }
                inode.sync();
                faults.after("sync");
            }

            @Override
            public long length() {
                requireAlive();
                return inode.length();
            }

            @Override
            public void truncate(long length) {
                operate("truncate", () -> inode.truncate(Math.toIntExact(length)));
            }

            @Override
            public void close() {}
        }
    }
}
