package io.datapact.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.testing.TestKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachingSignatureVerifierTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asks_once_for_each_question_and_keeps_both_answers() {
        CachingSignatureVerifier verifier = counting();
        byte[] yes = {1};
        byte[] no = {0};
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(yes, yes, yes)).isTrue();
            assertThat(verifier.verify(yes, yes, no)).isFalse();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void takes_the_same_bytes_split_otherwise_for_another_question() {
        CachingSignatureVerifier verifier = counting();
        verifier.verify(new byte[] {1, 2}, new byte[] {3}, new byte[] {1});
        verifier.verify(new byte[] {1}, new byte[] {2, 3}, new byte[] {1});
        assertThat(asked).hasValue(2);
    }

    @Test
    void forgets_old_answers_but_never_gives_wrong_ones() {
        CachingSignatureVerifier verifier = counting();
        int questions = 3 * CachingSignatureVerifier.GENERATION;
        for (int i = 0; i < questions; i++) {
            byte[] signature =
                    ByteBuffer.allocate(5).put((byte) (i % 2)).putInt(i).array();
            assertThat(verifier.verify(new byte[1], new byte[1], signature)).isEqualTo(i % 2 == 1);
        }
        assertThat(asked).hasValue(questions);
        byte[] last = ByteBuffer.allocate(5).put((byte) 1).putInt(questions - 1).array();
        assertThat(verifier.verify(new byte[1], new byte[1], last)).isTrue();
        assertThat(asked).hasValue(questions);
    }

    @Test
    void native_and_platform_verification_agree() {
        TestKey key = TestKey.generate();
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(message);
        JcaSignatureVerifier verifier = new JcaSignatureVerifier(NativeSignatures.provider());
        assertThat(verifier.verify(key.spki(), message, signature)).isTrue();
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertThat(verifier.verify(key.spki(), message, changed)).isFalse();
        }
        assertThat(verifier.verify(TestKey.generate().spki(), message, signature))
                .isFalse();
    }

    private CachingSignatureVerifier counting() {
        return new CachingSignatureVerifier((spki, message, signature) -> {
            asked.incrementAndGet();
            return signature[0] == 1;
        });
    }
}
