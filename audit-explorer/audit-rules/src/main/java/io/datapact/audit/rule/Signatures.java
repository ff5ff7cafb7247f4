package io.datapact.audit.rule;

import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.EcdsaSignatures;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies ECDSA signatures (P-256, SHA-256, strict DER, low S) and remembers the last ones, since several rules ask for
 * the same. Not safe for concurrent use.
 */
public final class Signatures {
    private static final int REMEMBERED_ANSWERS = 32;
    private static final int REMEMBERED_KEYS = 512;

    private final EcdsaSignatures ecdsa;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, Optional<PublicKey>> keys = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<PublicKey>> eldest) {
            return size() > REMEMBERED_KEYS;
        }
    };

    private static final class Answer {
        private final byte[] spki;
        private final byte[] message;
        private final byte[] signature;
        private final boolean holds;

        Answer(byte[] spki, byte[] message, byte[] signature, boolean holds) {
            this.spki = spki;
            this.message = message;
            this.signature = signature;
            this.holds = holds;
        }

        boolean isFor(byte[] otherSpki, byte[] otherMessage, byte[] otherSignature) {
            return Arrays.equals(signature, otherSignature)
                    && Arrays.equals(spki, otherSpki)
                    && Arrays.equals(message, otherMessage);
        }
    }

    public Signatures(EcdsaSignatures ecdsa) {
        this.ecdsa = ecdsa;
    }

    /**
     * Whether a signature holds.
     *
     * @param spki      SubjectPublicKeyInfo in DER, untrusted
     * @param message   the bytes signed
     * @param signature DER, untrusted
     */
    public boolean verify(byte[] spki, byte[] message, byte[] signature) {
        for (Answer answer : answers) {
            if (answer.isFor(spki, message, signature)) {
                return answer.holds;
            }
        }
        boolean holds =
                key(spki).filter(key -> ecdsa.verify(key, message, signature)).isPresent();
        if (answers.size() == REMEMBERED_ANSWERS) {
            answers.removeLast();
        }
        answers.addFirst(new Answer(spki, message, signature, holds));
        return holds;
    }

    private Optional<PublicKey> key(byte[] spki) {
        return keys.computeIfAbsent(HexFormat.of().formatHex(spki), text -> parse(spki));
    }

    private static Optional<PublicKey> parse(byte[] spki) {
        try {
            return Optional.of(X509Files.publicKey(spki));
        } catch (PemException e) {
            return Optional.empty();
        }
    }
}
