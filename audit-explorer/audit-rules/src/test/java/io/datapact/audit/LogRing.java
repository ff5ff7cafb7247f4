package io.datapact.audit;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The keys of a story's log, with which its heads are signed. */
final class LogRing {
    private final List<NoteSigner> signers = new ArrayList<>();
    private LogKeys keys;

    LogRing(NoteSigner first) {
        this.keys = LogKeys.of(first.key());
        signers.add(first);
    }

    LogKeys keys() {
        return keys;
    }

    NoteSigner first() {
        return signers.getFirst();
    }

    /** A fresh key of the log's name. */
    NoteSigner fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NoteSigner(NoteKey.of(keys.origin(), pair.getPublic()), pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected a runtime with Ed25519", e);
        }
    }

    /** From so many entries on another key signs. */
    void handOver(long size, NoteSigner next) {
        signers.add(next);
        keys = keys.with(size, next.key().publicKey());
    }

    SignedNote sign(long size, Digest root, Digest state) {
        String text = keys.head(size, root, state).text();
        List<SignedNote.Line> lines = new ArrayList<>();
        for (NoteKey key : keys.signers(size)) {
            NoteSigner signer = signers.stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow();
            lines.addAll(signer.sign(text).signatures());
        }
        return new SignedNote(text, lines);
    }
}
