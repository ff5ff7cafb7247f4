package io.datapact.ledger.simulation;

import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.testing.FixedRandom;
import io.datapact.ledger.local.LogSigners;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files in which a host's operator keeps the log's keys; a simulation makes the same ones each time. */
final class SimulatedLogKeys {
    private final List<NoteSigner> files = new ArrayList<>();
    private final List<NoteSigner> copies = new ArrayList<>();
    private final FixedRandom random;

    /** The genesis' key alone. */
    SimulatedLogKeys(long seed) {
        this.random = new FixedRandom("log keys " + seed);
        add(SimulatedConsortium.FIXTURE.logSigner());
    }

    /** Makes a further key. */
    NoteKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            String origin = copies.getFirst().key().name();
            NoteSigner made = new NoteSigner(NoteKey.of(origin, pair.getPublic()), pair.getPrivate());
            add(made);
            return made.key();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes Ed25519 keys", e);
        }
    }

    /** Destroys the file of a key. */
    void destroy(NoteKey key) {
        files.removeIf(signer -> signer.key().equals(key));
    }

    /** What a thief has who copied each file in time. */
    NoteSigner stolen(NoteKey key) {
        return of(key, copies).orElseThrow();
    }

    /** What a program reads that starts now. */
    LogSigners read() {
        List<NoteSigner> there = List.copyOf(files);
        return key -> of(key, there);
    }

    private void add(NoteSigner made) {
        files.add(made);
        copies.add(made);
    }

    private static Optional<NoteSigner> of(NoteKey key, List<NoteSigner> among) {
        return among.stream().filter(signer -> signer.key().equals(key)).findFirst();
    }
}
