package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShareSealTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RunId RUN = new RunId(new TaskId("bank-a/2026-000001"), 1);
    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final byte[] SHARE = "a share".getBytes(StandardCharsets.UTF_8);

    @Test
    void opens_with_the_key_for_the_same_purpose_only() {
        byte[] key = ShareSeal.key(RANDOM);
        byte[] sealed = ShareSeal.seal(key, purpose("table", 1, "bank-a"), SHARE, RANDOM);
        assertThat(sealed).hasSize(SHARE.length + ShareSeal.OVERHEAD_BYTES);
        assertThat(ShareSeal.open(key, purpose("table", 1, "bank-a"), sealed)).contains(SHARE);
        assertThat(ShareSeal.open(key, purpose("table", 2, "bank-a"), sealed)).isEmpty();
        assertThat(ShareSeal.open(key, purpose("other", 1, "bank-a"), sealed)).isEmpty();
        assertThat(ShareSeal.open(key, purpose("table", 1, "telco-b"), sealed)).isEmpty();
        assertThat(ShareSeal.open(ShareSeal.key(RANDOM), purpose("table", 1, "bank-a"), sealed))
                .isEmpty();
    }

    @Test
    void opens_nothing_that_was_altered_or_cut() {
        byte[] key = ShareSeal.key(RANDOM);
        ShareSeal.Purpose purpose = purpose("table", 1, "bank-a");
        byte[] sealed = ShareSeal.seal(key, purpose, SHARE, RANDOM);
        for (int at = 0; at < sealed.length; at++) {
            byte[] altered = sealed.clone();
            altered[at] ^= 1;
            assertThat(ShareSeal.open(key, purpose, altered)).isEmpty();
            assertThat(ShareSeal.open(key, purpose, Arrays.copyOf(sealed, at))).isEmpty();
        }
        assertThat(ShareSeal.open(new byte[16], purpose, sealed)).isEmpty();
    }

    @Test
    void commits_to_run_output_party_salt_and_share() {
        SaltedShare share = SaltedShare.of(SHARE, RANDOM);
        Digest commitment = share.commitment(RUN, DIGEST, new Code("table"), 1);
        assertThat(SaltedShare.read(share.bytes()).commitment(RUN, DIGEST, new Code("table"), 1))
                .isEqualTo(commitment);
        assertThat(SaltedShare.read(share.bytes()).share()).isEqualTo(SHARE);
        assertThat(SaltedShare.of(SHARE, RANDOM).commitment(RUN, DIGEST, new Code("table"), 1))
                .isNotEqualTo(commitment);
        assertThat(share.commitment(RUN, DIGEST, new Code("table"), 2)).isNotEqualTo(commitment);
        assertThat(share.commitment(RUN, DIGEST, new Code("other"), 1)).isNotEqualTo(commitment);
        assertThat(share.commitment(new RunId(RUN.task(), 2), DIGEST, new Code("table"), 1))
                .isNotEqualTo(commitment);
        assertThatIllegalArgumentException().isThrownBy(() -> SaltedShare.read(new byte[31]));
    }

    private static ShareSeal.Purpose purpose(String output, long party, String recipient) {
        return new ShareSeal.Purpose(
                ShareSeal.Purpose.TYPE, DIGEST, RUN, new Code(output), party, new MemberId(recipient));
    }
}
