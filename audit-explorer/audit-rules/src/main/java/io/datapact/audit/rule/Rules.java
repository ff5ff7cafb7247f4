package io.datapact.audit.rule;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** All rules, in the order of their ids. */
final class Rules {
    private Rules() {}

    static List<Rule> all(Replay replay, Signatures signatures, Set<X509Certificate> roots) {
        TrustedChains chains = new TrustedChains(roots);
        return List.of(
                new Rule(A01ApprovalsBeforeStart.INFO, A01ApprovalsBeforeStart::new),
                new Rule(A02ApproversCover.INFO, A02ApproversCover::new),
                new Rule(A03SignedDigestBinds.INFO, findings -> new A03SignedDigestBinds(findings, signatures)),
                new Rule(A04OneNetworkOnce.INFO, A04OneNetworkOnce::new),
                new Rule(A05ApprovalsStand.INFO, A05ApprovalsStand::new),
                new Rule(A06ManifestUnchanged.INFO, A06ManifestUnchanged::new),
                new Rule(A07PolicyNewest.INFO, A07PolicyNewest::new),
                new Rule(A08StartConditions.INFO, A08StartConditions::new),
                new Rule(A09PurposeWithin.INFO, A09PurposeWithin::new),
                new Rule(A10LegalBasis.INFO, A10LegalBasis::new),
                new Rule(A12ColumnsWithin.INFO, A12ColumnsWithin::new),
                new Rule(B01InputsCommitted.INFO, B01InputsCommitted::new),
                new Rule(B02CommitmentsSalted.INFO, B02CommitmentsSalted::new),
                new Rule(B03RegisteredRoots.INFO, B03RegisteredRoots::new),
                new Rule(B04PluginAsApproved.INFO, B04PluginAsApproved::new),
                new Rule(B09StartsEnd.INFO, B09StartsEnd::new),
                new Rule(B10DenialsGapFree.INFO, findings -> new B10DenialsGapFree(findings, signatures)),
                new Rule(B11SessionsPinned.INFO, B11SessionsPinned::new),
                new Rule(B12TranscriptsAgree.INFO, B12TranscriptsAgree::new),
                new Rule(C01NamedRecipients.INFO, C01NamedRecipients::new),
                new Rule(C02ReleasedAsAttested.INFO, C02ReleasedAsAttested::new),
                new Rule(C03OutputsChecked.INFO, C03OutputsChecked::new),
                new Rule(D02CertificateInTime.INFO, findings -> new D02CertificateInTime(findings, chains)),
                new Rule(D04RolePermits.INFO, D04RolePermits::new),
                new Rule(D05SerialsUnique.INFO, D05SerialsUnique::new),
                new Rule(E01FilesHang.INFO, E01FilesHang::new),
                new Rule(E02Witnessed.INFO, E02Witnessed::new),
                new Rule(E03CheckpointsConsistent.INFO, E03CheckpointsConsistent::new),
                new Rule(E04StatementsSigned.INFO, findings -> new E04StatementsSigned(findings, signatures)),
                new Rule(E05ChainsGapFree.INFO, E05ChainsGapFree::new),
                new Rule(E06TimesAgree.INFO, E06TimesAgree::new),
                new Rule(E08NoPersonalData.INFO, E08NoPersonalData::new),
                new Rule(E09EvidenceKept.INFO, E09EvidenceKept::new),
                new Rule(E10AuditorsLogged.INFO, E10AuditorsLogged::new),
                new Rule(E12ReplayAgrees.INFO, findings -> new E12ReplayAgrees(findings, replay)),
                new Rule(S01PayoutsAddUp.INFO, S01PayoutsAddUp::new),
                new Rule(S02PayoutsByRule.INFO, S02PayoutsByRule::new),
                new Rule(S03PostingsBalance.INFO, S03PostingsBalance::new),
                new Rule(S04FundsAfterWindow.INFO, S04FundsAfterWindow::new),
                new Rule(S05PenaltiesFounded.INFO, S05PenaltiesFounded::new),
                new Rule(S06RefundWhole.INFO, S06RefundWhole::new),
                new Rule(S07ScoresReproducible.INFO, S07ScoresReproducible::new));
    }
}
