package io.datapact.contract.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What motions and their actions are made of. */
class MotionTest {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final List<Bytes> CERTIFICATES = List.of(Bytes.of(new byte[1]));

    private static Action.AddMember joining(String kind) {
        return new Action.AddMember(BANK, List.of("bank", kind), CERTIFICATES, List.of(CERTIFICATES));
    }

    private static Motion motion(String nonce) {
        return Motion.of(new Action.Suspend(BANK), Motion.ABSENT, nonce, 1);
    }

    @Test
    void a_kind_has_one_to_forty_characters() {
        assertThat(joining("az09-").kinds()).containsExactly("bank", "az09-");
        assertThat(joining("k".repeat(40)).kinds()).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> joining("k".repeat(41)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bank", "a b", "a/b", "a_b", "bank\n", "\u00e9"})
    void a_kind_has_no_other_characters(String kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> joining(kind))
                .withMessageStartingWith("expected kinds of 1 to 40");
    }

    @Test
    void an_action_about_a_member_names_it_and_the_others_none() {
        List<Action> about = List.of(
                joining("bank"),
                new Action.Suspend(BANK),
                new Action.Reinstate(BANK),
                new Action.SetRoots(BANK, CERTIFICATES),
                new Action.ResetAdmins(BANK, List.of(CERTIFICATES)));
        assertThat(about).allSatisfy(action -> assertThat(action.target()).contains(BANK));
        assertThat(new Action.Resume().target()).isEmpty();
        assertThat(new Action.UpgradeRules(1).target()).isEmpty();
    }

    @Test
    void each_action_has_a_name() {
        assertThat(Motion.names())
                .hasSize(Action.class.getPermittedSubclasses().length)
                .containsEntry("set-frame", Action.SetFrame.class)
                .containsEntry("resume", Action.Resume.class);
    }

    @Test
    void a_motion_tells_the_action_that_it_was_made_of() {
        Motion motion = motion("0123456789abcdef".repeat(2));
        assertThat(motion.action()).isEqualTo("suspend");
        assertThat(motion.asked()).isEqualTo(new Action.Suspend(BANK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000000000000000000000000000000",
                "000000000000000000000000000000000",
                "0000000000000000000000000000000A",
                "0000000000000000000000000000000g"
            })
    void a_nonce_has_thirty_two_digits(String nonce) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> motion(nonce))
                .withMessageStartingWith("expected a nonce of 32");
    }
}
