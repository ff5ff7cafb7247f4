package io.datapact.ledger.verify;

import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.SignatureVerifier;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers what signatures came to, so that verifying ahead on other threads spares the one that applies. The key is a
 * SHA-256 over key, message and signature, each with its length, so an answer can only be that of the same question.
 * Two generations bound the memory: when the young one is full it becomes the old one, and the old one is forgotten.
 */
public final class CachingSignatureVerifier implements SignatureVerifier {
    /** Answers kept in each generation. */
    static final int GENERATION = 16_384;

    private final SignatureVerifier verifier;
    private volatile ConcurrentMap<Digest, Boolean> young = new ConcurrentHashMap<>();
    private volatile ConcurrentMap<Digest, Boolean> old = new ConcurrentHashMap<>();

    /** Asks the given verifier what it does not know. */
    public CachingSignatureVerifier(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public boolean verify(byte[] spki, byte[] message, byte[] signature) {
        Digest question = question(spki, message, signature);
        Boolean known = young.get(question);
        if (known == null) {
            known = old.get(question);
        }
        if (known != null) {
            return known;
        }
        boolean holds = verifier.verify(spki, message, signature);
        remember(question, holds);
        return holds;
    }

    private void remember(Digest question, boolean holds) {
        if (young.size() >= GENERATION) {
            turn();
        }
        young.put(question, holds);
    }

    private synchronized void turn() {
        if (young.size() >= GENERATION) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    private static Digest question(byte[] spki, byte[] message, byte[] signature) {
        MessageDigest sha256 = Digest.sha256();
        for (byte[] part : new byte[][] {spki, message, signature}) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
            sha256.update(part);
        }
        return Digest.wrap(sha256.digest());
    }
}
