package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.governance.Action;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** First admins whose chains are of good form, and forged. */
class FirstAdminsTest {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final String PATH = "/admins";
    private static final long DAY = 86_400_000L;

    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final FirstAdmins admins = new FirstAdmins(fixture.verifier());
    private final TestIdentity honest = fixture.newIdentity("bank-a", Role.ADMIN, "a");
    private final List<Bytes> roots = List.of(fixture.root().certificate());

    private static void refused(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.rejection().reason()).isEqualTo(reason));
    }

    /** Above the honest leaf stands a namesake of the authority that signed it, with a key of its own. */
    private List<Bytes> forged() {
        TestAuthority imitation = TestAuthority.root("fixture root", fixture.start() - DAY, fixture.start() + DAY)
                .intermediate("fixture signing", fixture.start() - DAY, fixture.start() + DAY);
        return List.of(honest.chain().get(0), imitation.certificate());
    }

    /** An intermediate under the true root that the leaf does not come from. */
    private List<Bytes> detached() {
        TestAuthority other =
                fixture.root().intermediate("fixture signing", fixture.start() - DAY, fixture.start() + DAY);
        return List.of(honest.chain().get(0), other.certificate());
    }

    private void forgedIsRefused(Action action) {
        refused(() -> admins.requireSigned(action, PATH), Reason.MALFORMED);
    }

    @Test
    void links_that_do_not_sign_each_other_are_malformed_in_every_action() {
        for (List<Bytes> chain : List.of(forged(), detached())) {
            forgedIsRefused(new Action.ResetAdmins(BANK, List.of(chain)));
            forgedIsRefused(new Action.AddMember(BANK, List.of("bank"), roots, List.of(chain)));
        }
        admins.requireSigned(new Action.ResetAdmins(BANK, List.of(honest.chain())), PATH);
    }

    @Test
    void a_chain_whose_top_the_root_signed_registers_nothing_that_the_top_did_not_sign() {
        long t = fixture.start();
        assertThat(admins.registered(BANK, roots, List.of(honest.chain()), t, PATH))
                .hasSize(1);
        refused(() -> admins.registered(BANK, roots, List.of(detached()), t, PATH), Reason.MALFORMED);
    }

    @Test
    void a_reset_names_the_members_own_admins() {
        for (TestIdentity wrong : List.of(
                fixture.identity("telco-b", Role.ADMIN),
                fixture.identity("bank-a", Role.NODE),
                fixture.newIdentity("bank-a", Role.ADMIN, "A b"))) {
            Action reset = new Action.ResetAdmins(BANK, List.of(wrong.chain()));
            refused(() -> admins.requireForm(reset, PATH), Reason.MALFORMED);
        }
        admins.requireForm(new Action.ResetAdmins(BANK, List.of(honest.chain())), PATH);
    }

    @Test
    void a_new_members_roots_are_authorities() {
        List<Bytes> leaf = honest.chain().subList(0, 1);
        Action joining = new Action.AddMember(BANK, List.of("bank"), leaf, List.of(honest.chain()));
        refused(() -> admins.requireForm(joining, PATH), Reason.MALFORMED);
        admins.requireForm(new Action.AddMember(BANK, List.of("bank"), roots, List.of(honest.chain())), PATH);
    }
}
