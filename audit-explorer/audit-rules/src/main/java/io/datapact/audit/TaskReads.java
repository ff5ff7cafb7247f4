package io.datapact.audit;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.bundle.BundleSource;
import io.datapact.audit.history.EntryVisits;
import io.datapact.audit.history.Ledger;
import io.datapact.audit.rule.Replay;
import io.datapact.audit.rule.RuleEngine;
import io.datapact.audit.rule.Signatures;
import io.datapact.audit.state.Overlay;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateView;
import io.datapact.pki.key.EcdsaSignatures;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts the rules to work on chosen entries of a whole ledger, and notes which keys they ask for, and when. */
final class TaskReads {
    private final TaskLedger ledger;
    private final Bundle bundle;
    private final Signatures signatures = new Signatures(EcdsaSignatures.fastest());

    TaskReads(TaskLedger ledger, long exported, MemberId exporter) {
        this.ledger = ledger;
        this.bundle = bundle(ledger, exported, exporter);
    }

    /** The sizes at which each key was asked for. */
    Map<String, NavigableSet<Long>> of(Set<Long> entries) {
        Map<String, NavigableSet<Long>> asked = new TreeMap<>();
        RuleEngine engine = new RuleEngine(new StartsAlone(new RuleBookReplay(signatures)), signatures, Set.of());
        EntryVisits visits = new EntryVisits(engine.observers());
        RecordedState state = new RecordedState();
        RecordedState written = new RecordedState();
        ledger.forEach(entry -> {
            if (entries.contains(entry.position())) {
                StateView before = noting(state, entry.position(), asked);
                visits.visit(
                        entry.position(),
                        entry.encode(),
                        found -> new EntryVisits.Around(before, Overlay.of(before, found.writes())));
                written.apply(entry.writes());
            }
            state.apply(entry.writes());
        });
        engine.finish(bundle, end(visits, written, noting(state, ledger.size(), asked)));
        return asked;
    }

    private Ledger end(EntryVisits visits, RecordedState written, StateView state) {
        return new Ledger(
                ledger.size(),
                (size, root) -> Ledger.Prefix.YES,
                written,
                state,
                Digest.of(new byte[0]),
                visits.genesis(),
                visits.network(),
                visits.lastTime(),
                Optional.of(new Ledger.ProofFaults(List.of(), List.of(), List.of())));
    }

    private static StateView noting(StateView state, long size, Map<String, NavigableSet<Long>> asked) {
        return key -> {
            asked.computeIfAbsent(key, unseen -> new TreeSet<>()).add(size);
            return state.get(key);
        };
    }

    /** What the rules look at besides the ledger. */
    private static Bundle bundle(TaskLedger ledger, long exported, MemberId exporter) {
        BundleSource source = ledger.source();
        TreeMap<String, byte[]> held = new TreeMap<>();
        source.evidence()
                .forEach(file -> held.put(
                        BundleLayout.statement(file.member(), file.fileName()),
                        file.content().toBytes()));
        source.body().ifPresent(body -> held.put(BundleLayout.BODY, body));
        held.put(BundleLayout.CHECKPOINT, source.checkpoint());
        BundleClass claim = new BundleClass(
                BundleClass.TYPE,
                BundleClass.OF_TASK,
                Digest.of(new byte[0]),
                source.task(),
                ledger.size(),
                Digest.of(new byte[0]),
                exporter,
                exported);
        held.put(BundleLayout.CLASS, RecordCodec.of(BundleClass.class).encode(claim));
        TreeMap<String, Bundle.Content> digests = new TreeMap<>();
        held.forEach((path, content) -> digests.put(path, new Bundle.Content(Digest.of(content), content.length)));
        return new Bundle(digests, held, List.of(), true);
    }

    /** Of all commands only starts rest on a state that a task's bundle proves whole. */
    private record StartsAlone(Replay replay) implements Replay {
        @Override
        public Decision opening(byte[] envelope) {
            return replay.opening(envelope);
        }

        @Override
        public Decision apply(byte[] envelope, StateView state, TxContext tx) {
            boolean start = Dsse.Envelope.parse(envelope) instanceof Parsed.Value<Dsse.Envelope>(var read)
                    && CommandCodec.decode(read.payload().toBytes())
                            instanceof Parsed.Value<CommandPayload>(CommandPayload payload)
                    && payload.command() instanceof StartRun;
            return start ? replay.apply(envelope, state, tx) : new Decision.Accepted(List.of(), List.of());
        }
    }
}
