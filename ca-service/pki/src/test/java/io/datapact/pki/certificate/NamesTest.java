package io.datapact.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "node-1.bank-a.example", "127.0.0.1", "10.1.2.3", "::1", "2001:db8::17", "a"})
    void takes_host_names_and_addresses(String text) {
        assertThat(HostName.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.bank-a.example",
                "*",
                "Bank-A.example",
                "bank a",
                "bank..a",
                ".bank",
                "bank.",
                "-bank",
                "bank-",
                "127.0.0.256",
                "127.0.0.01",
                "127.1",
                "1.2.3.4.5",
                "0x7f.0.0.1",
                "::1%eth0",
                "[::1]",
                ":::",
                "bänk",
                "bank\u0000.example",
                "https://bank"
            })
    void refuses_wildcards_and_everything_ambiguous(String text) {
        assertThat(HostName.parse(text)).isEmpty();
        assertThatThrownBy(() -> new HostName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_names_that_are_too_long() {
        assertThat(HostName.parse("a".repeat(64))).isEmpty();
        assertThat(HostName.parse("a.".repeat(126) + "a")).isPresent();
        assertThat(HostName.parse("a.".repeat(127) + "a")).isEmpty();
    }

    @Test
    void one_address_has_one_form() {
        assertThat(new HostName("::1")).isEqualTo(new HostName("0:0:0:0:0:0:0:1"));
        assertThat(new HostName("::1").isAddress()).isTrue();
        assertThat(new HostName("localhost").isAddress()).isFalse();
    }

    @Test
    void a_subject_survives_its_encoding() {
        MemberSubject subject = new MemberSubject("bank-a", CertificateRole.AUTO_APPROVER, "robot-7");
        assertThat(MemberSubject.of(subject.toPrincipal())).contains(subject);
    }

    @Test
    void the_order_of_attributes_does_not_matter() {
        assertThat(MemberSubject.of(new X500Principal("OU=node, O=bank-a, CN=1")))
                .contains(new MemberSubject("bank-a", CertificateRole.NODE, "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O=bank-a, OU=node",
                "O=bank-a, OU=node, CN=x, C=CN",
                "O=bank-a, OU=node, OU=admin",
                "O=bank-a, O=telco-b, CN=x",
                "O=bank-a + OU=node, CN=x",
                "O=bank-a + CN=x, OU=node, C=CN",
                "O=bank-a, OU=root, CN=x",
                "O=Bank-A, OU=node, CN=x",
                "O=bank-a, OU=node, CN=x y",
                "O=bank/a, OU=node, CN=x",
                "O=, OU=node, CN=x",
                "CN=x"
            })
    void refuses_subjects_of_other_forms(String name) {
        assertThat(MemberSubject.of(new X500Principal(name))).isEmpty();
    }

    @Test
    void refuses_ids_that_are_too_long_or_odd() {
        assertThatThrownBy(() -> new MemberSubject("a".repeat(41), CertificateRole.NODE, "x"))
                .hasMessageContaining("expected a member of 1 to 40");
        assertThatThrownBy(() -> new MemberSubject("bank-a", CertificateRole.NODE, ""))
                .hasMessageContaining("expected a handle");
    }

    @Test
    void roles_have_codes() {
        for (CertificateRole role : CertificateRole.values()) {
            assertThat(CertificateRole.ofCode(role.code())).contains(role);
        }
        assertThat(CertificateRole.ofCode("root")).isEmpty();
    }
}
