package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.Ledger;
import io.datapact.audit.history.Step;
import io.datapact.audit.proof.BundleKeys;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.RunId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * E03: there is one history. The ledger's signed checkpoint covers exactly these entries, and every checkpoint that a
 * party relied on is the root of a prefix of them.
 */
final class E03CheckpointsConsistent implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E03",
            1,
            Severity.CRITICAL,
            "GDPR 5(1)(f), 5(2); JR/T 0196-2020 7.6",
            "The signed checkpoint covers exactly the entries, and every checkpoint relied on is a prefix of them.",
            "已签名的检查点恰好覆盖全部条目，各方所依据的检查点均为其前缀。");

    private record Relied(Reference reference, long size, Digest root) {}

    private final Findings findings;
    private final List<Relied> relied = new ArrayList<>();
    private final Map<Long, RunId> starts = new TreeMap<>();
    private final Map<Long, Bytes> replaced = new TreeMap<>();

    E03CheckpointsConsistent(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        String authority = GovernanceKeys.AUTHORITY.path();
        if (step.entry().writes().stream().anyMatch(write -> write.key().equals(authority))) {
            step.after()
                    .read(GovernanceKeys.AUTHORITY)
                    .map(LedgerAuthority::key)
                    .ifPresent(key -> replaced.put(step.position() + 1, key));
        }
        if (step.command() instanceof StartRun start) {
            starts.put(step.position(), start.run());
            for (int i = 0; i < start.readys().size(); i++) {
                Reference at = new Reference(step.file(), "/body/readys/" + i + "/checkpointRoot");
                Readys.open(start.readys().get(i)).map(Readys.Opened::ready).ifPresent((Ready ready) -> {
                    findings.require(
                            ready.checkpointSize() <= step.position(),
                            at,
                            "expected a checkpoint before the start, found one of " + ready.checkpointSize()
                                    + " entries");
                    relied.add(new Relied(at, ready.checkpointSize(), ready.checkpointRoot()));
                });
            }
        }
    }

    @Override
    public void finish(Dossier dossier) {
        Ledger ledger = dossier.ledger();
        BundleKeys keys = BundleKeys.of(dossier.bundle(), ledger.genesis());
        checkKeys(ledger, keys);
        checkSigned(dossier, keys);
        dossier.bundleClass().ifPresent((BundleClass claim) -> {
            Reference at = Reference.of(BundleLayout.CLASS);
            findings.require(
                    claim.entries() == ledger.entries(),
                    at,
                    "expected " + claim.entries() + " entries as class.json says, found " + ledger.entries());
            findings.require(
                    ledger.network().equals(Optional.of(claim.network())),
                    at,
                    "expected the network of the genesis, found " + claim.network());
        });
        dossier.statements(RunPredicate.class).forEach(stated -> {
            RunPredicate said = stated.predicate();
            findings.require(
                    Optional.ofNullable(starts.get(said.position())).equals(Optional.of(said.run())),
                    stated.at("/position"),
                    "expected the position of the start of " + said.run() + ", found " + said.position());
            relied.add(new Relied(stated.at("/checkpointRoot"), said.position() + 1, said.checkpointRoot()));
        });
        relied.forEach(checkpoint -> judge(ledger, checkpoint));
        ledger.proofs()
                .ifPresent(proofs -> proofs.checkpoints()
                        .forEach(fault -> findings.violated(Reference.of(fault.path()), fault.detail())));
    }

    /** Each entry that replaced the log's key has its handover, and where all entries are here, no other handover exists. */
    private void checkKeys(Ledger ledger, BundleKeys keys) {
        if (ledger.proofs().isEmpty()) {
            keys.faults().forEach(fault -> findings.violated(Reference.of(fault.path()), fault.detail()));
        }
        Map<Long, Bytes> shown = new TreeMap<>();
        keys.keys()
                .ifPresent(known -> known.handovers()
                        .forEach(handover ->
                                shown.put(handover.size(), handover.next().publicKey())));
        replaced.forEach((size, key) -> findings.require(
                key.equals(shown.get(size)),
                Reference.of(BundleLayout.handover(size)),
                "expected the checkpoint over " + size + " entries to hand the log over to the key " + key
                        + " that its last entry sets, found another or none"));
        keys.handovers().forEach(handover -> {
            long size = handover.head().size();
            relied.add(new Relied(
                    Reference.of(handover.path()), size, handover.head().root()));
            findings.require(
                    ledger.proofs().isPresent() || replaced.containsKey(size),
                    Reference.of(handover.path()),
                    "expected an entry that sets the log's key as the last of " + size + ", found another");
        });
    }

    private void checkSigned(Dossier dossier, BundleKeys keys) {
        Reference at = Reference.of(BundleLayout.CHECKPOINT);
        Optional<byte[]> file = dossier.bundle().file(BundleLayout.CHECKPOINT);
        Optional<Genesis> genesis = dossier.ledger().genesis();
        if (file.isEmpty() || genesis.isEmpty()) {
            findings.violated(at, "expected a signed checkpoint and a genesis that names its key, found none");
            return;
        }
        if (!(SignedNote.parse(new String(file.get(), StandardCharsets.UTF_8))
                        instanceof Parsed.Value<SignedNote>(SignedNote note)
                && Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint checkpoint))) {
            findings.violated(at, "expected a C2SP checkpoint, found another form");
            return;
        }
        findings.require(
                keys.verifies(note, checkpoint),
                at,
                "expected the signature of the log key and origin that the genesis names, or that handovers lead to, found"
                        + " others");
        findings.require(
                checkpoint.size() == dossier.ledger().entries(),
                at,
                "expected a checkpoint over " + dossier.ledger().entries() + " entries, found " + checkpoint.size());
        relied.add(new Relied(at, checkpoint.size(), checkpoint.root()));
    }

    private void judge(Ledger ledger, Relied checkpoint) {
        String expected = "expected the root over the first " + checkpoint.size() + " entries, found "
                + checkpoint.root() + ", which is ";
        switch (ledger.prefixes().compare(checkpoint.size(), checkpoint.root())) {
            case YES -> findings.applies();
            case NO -> findings.violated(checkpoint.reference(), expected + "another");
            case UNPROVEN -> findings.unverifiable(checkpoint.reference(), expected + "not proven to be it");
        }
    }
}
