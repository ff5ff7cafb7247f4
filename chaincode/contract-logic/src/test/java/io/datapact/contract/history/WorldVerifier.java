package io.datapact.contract.history;

import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.vectors.ToySignatures;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Toy signatures of commands and messages; the platform's of certificates, each verified once. */
final class WorldVerifier implements SignatureVerifier {
    static final WorldVerifier INSTANCE = new WorldVerifier();

    /** Toy signatures are 23 bytes; ECDSA's of that length do not occur. */
    private static final int TOY_BYTES = 23;

    private final SignatureVerifier toys = new ToySignatures();
    private final SignatureVerifier platform = new JcaSignatureVerifier(Optional.empty());
    private final Map<Digest, Boolean> verified = new ConcurrentHashMap<>();

    private WorldVerifier() {}

    @Override
    public boolean verify(byte[] spki, byte[] message, byte[] signature) {
        if (signature.length == TOY_BYTES) {
            return toys.verify(spki, message, signature);
        }
        MessageDigest sha256 = Digest.sha256();
        sha256.update(spki);
        sha256.update(signature);
        Digest name = Digest.wrap(sha256.digest(message));
        return verified.computeIfAbsent(name, unknown -> platform.verify(spki, message, signature));
    }
}
