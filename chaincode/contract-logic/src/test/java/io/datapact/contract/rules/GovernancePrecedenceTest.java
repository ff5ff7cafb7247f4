package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.rules.PrecedenceTest.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GovernancePrecedenceTest {
    @TestFactory
    Stream<DynamicTest> every_pair_of_the_faults_of_a_policys_enactment() {
        return PrecedenceTest.pairs(EnactBench.common(), EnactBench.ofPolicyFaults(), EnactBench::ofPolicy);
    }

    @TestFactory
    Stream<DynamicTest> every_pair_of_the_faults_of_a_members_enactment() {
        // Certificates in the motion are judged after the signer's, under the same reasons.
        List<Fault> early = EnactBench.common().stream()
                .filter(fault -> fault.reason().compareTo(Reason.CERTIFICATE_UNKNOWN) < 0)
                .toList();
        return PrecedenceTest.pairs(early, EnactBench.ofMemberFaults(), EnactBench::ofMember);
    }

    @Test
    void without_faults_both_are_accepted() {
        assertThat(PrecedenceTest.judge(EnactBench.ofPolicy())).isInstanceOf(Decision.Accepted.class);
        assertThat(PrecedenceTest.judge(EnactBench.ofMember())).isInstanceOf(Decision.Accepted.class);
    }
}
