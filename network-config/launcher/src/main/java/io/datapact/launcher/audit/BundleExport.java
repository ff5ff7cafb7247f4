package io.datapact.launcher.audit;

import io.datapact.audit.TaskExport;
import io.datapact.audit.bundle.BundleSource;
import io.datapact.audit.bundle.BundleWriter;
import io.datapact.audit.bundle.ManifestSealer;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.UsageException;
import io.datapact.launcher.rest.Answer;
import io.datapact.launcher.rest.NodeApi;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a complete bundle of what one node holds, sealed by that node. */
public final class BundleExport {
    private static final String AUDITOR = "auditor";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private final NodeApi node;

    /** Exports from a node. */
    public BundleExport(NodeApi node) {
        this.node = node;
    }

    /** What a bundle holds of the ledger. */
    public enum Kind {
        /** All commands of the network. */
        COMPLETE,
        /** Those that matter to the task, with proofs. */
        TASK
    }

    /** Writes the complete bundle of a task; the file appears whole or not at all. */
    public void write(String task, Path file) {
        write(task, Kind.COMPLETE, file);
    }

    /** Writes the bundle of a task; the file appears whole or not at all. */
    public void write(String task, Kind kind, Path file) {
        TaskId id = id(task);
        write(id, kind, awaitEvidence(id), file);
    }

    /** Writes what the node holds now, even where a party's last word is still missing; the rules say what that means. */
    public void writeIncomplete(String task, Kind kind, Path file) {
        TaskId id = id(task);
        Answer answer = node.get(AUDITOR, path(id) + "&incomplete=allow");
        write(id, kind, EvidenceArchive.read(must(answer, "the node's evidence").body()), file);
    }

    /**
     * A task's name as it was typed.
     *
     * @throws UsageException if no task can have that name
     */
    public static TaskId id(String task) {
        try {
            return new TaskId(task);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    e.getMessage() + ", \"" + task
                            + "\"; name the task as its proposer did, such as bank-a/2026-000001",
                    e);
        }
    }

    private static String path(TaskId task) {
        return "/v1/audit/export?task=" + URLEncoder.encode(task.value(), StandardCharsets.UTF_8);
    }

    private void write(TaskId task, Kind kind, List<BundleSource.EvidenceFile> evidence, Path file) {
        NodeHistory history = NodeHistory.read(node);
        List<byte[]> before = kind == Kind.TASK ? NodeHistory.before(node, task) : List.of();
        Source source = new Source(history, before, evidence, task);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                if (kind == Kind.TASK) {
                    TaskExport.write(source, new Seal(), System.currentTimeMillis(), out);
                } else {
                    BundleWriter.write(source, new Seal(), System.currentTimeMillis(), out);
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LaunchException("the bundle could not be written to " + file, e);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("EXPORT", e.getMessage());
        }
    }

    /** Parties hand their statements over once a run has ended; the node says whose are still missing. */
    private List<BundleSource.EvidenceFile> awaitEvidence(TaskId task) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = node.get(AUDITOR, path(task));
        while (answer.reason().equals("EVIDENCE_INCOMPLETE") && System.nanoTime() < until) {
            pause();
            answer = node.get(AUDITOR, path(task));
        }
        return EvidenceArchive.read(must(answer, "the node's evidence").body());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }

    private static Answer must(Answer answer, String what) {
        if (!answer.done()) {
            throw new RefusedException(answer.reason(), what + ": " + answer.sentence());
        }
        return answer;
    }

    /** The history as read, and the statements that the node holds of all parties. */
    private static final class Source implements BundleSource {
        private final NodeHistory history;
        private final List<byte[]> before;
        private final List<EvidenceFile> evidence;
        private final TaskId task;

        Source(NodeHistory history, List<byte[]> before, List<EvidenceFile> evidence, TaskId task) {
            this.history = history;
            this.before = before;
            this.evidence = evidence;
            this.task = task;
        }

        @Override
        public TaskId task() {
            return task;
        }

        @Override
        public long entries() {
            return history.entries().size();
        }

        @Override
        public byte[] entry(long position) {
            return history.entries().get(Math.toIntExact(position)).clone();
        }

        @Override
        public byte[] checkpoint() {
            return history.checkpoint().clone();
        }

        @Override
        public List<byte[]> checkpoints() {
            return before;
        }

        @Override
        public List<byte[]> handovers() {
            return history.handovers();
        }

        @Override
        public Optional<byte[]> body() {
            return Optional.empty();
        }

        @Override
        public List<EvidenceFile> evidence() {
            return evidence;
        }
    }

    /** The node's own signature over the manifest of the bundle. */
    private final class Seal implements ManifestSealer {
        private final MemberId exporter =
                new MemberId(must(node.get(AUDITOR, "/v1/audit/exporter"), "the node's identity")
                        .json()
                        .path("exporter")
                        .asString(""));

        @Override
        public MemberId exporter() {
            return exporter;
        }

        @Override
        public byte[] seal(Digest manifest, long exported) {
            Answer answer = must(
                    node.post(AUDITOR, "/v1/audit/seals", Map.of("manifest", manifest.value(), "exported", exported)),
                    "the node's seal");
            return Base64.getDecoder().decode(answer.json().path("envelope").asString(""));
        }
    }
}
