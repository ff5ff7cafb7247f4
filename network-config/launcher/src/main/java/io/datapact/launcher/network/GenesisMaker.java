package io.datapact.launcher.network;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.DisputePolicy;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.PeriodPolicy;
import io.datapact.contract.member.Policy;
import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes the genesis record of a network whose members share one consortium root, and signs it with that root. */
public final class GenesisMaker {
    private static final long RULES = 1;
    private static final long DAY_SECONDS = 86_400;

    private GenesisMaker() {}

    /**
     * Makes the signed genesis.
     *
     * @param admins    the first admin certificate of each founder, by member
     * @param authority the ledger's origin and key
     * @return the DSSE envelope's canonical bytes
     */
    public static byte[] make(
            NetworkPlan plan, Map<String, KeyMaterial> admins, KeyMaterial root, LedgerAuthority authority, long now) {
        Genesis genesis = new Genesis(
                Genesis.TYPE,
                plan.name(),
                now,
                authority,
                RULES,
                policy(plan),
                founders(plan, admins, root),
                List.of(),
                plan.founders().stream()
                        .filter(FounderPlan::market)
                        .map(founder -> new CurrencyIssuer(plan.currency(), new MemberId(founder.member())))
                        .toList());
        byte[] payload = RecordCodec.of(Genesis.class).encode(genesis);
        byte[] signature =
                EcdsaSignatures.jdk().sign(root.privateKey(), Dsse.preAuthenticationEncoding(Dsse.GENESIS, payload));
        return Dsse.Envelope.of(
                        Dsse.GENESIS,
                        payload,
                        CertificateDigest.of(root.certificate()).hex(),
                        signature)
                .encode();
    }

    private static List<Founder> founders(NetworkPlan plan, Map<String, KeyMaterial> admins, KeyMaterial root) {
        Bytes rootDer = Bytes.of(X509Files.der(root.certificate()));
        return plan.founders().stream()
                .sorted(Comparator.comparing(FounderPlan::member))
                .map(founder -> new Founder(
                        new MemberId(founder.member()),
                        founder.kinds(),
                        List.of(rootDer),
                        List.of(withoutRoot(admins.get(founder.member()), root))))
                .toList();
    }

    private static Policy policy(NetworkPlan plan) {
        return new Policy(
                1,
                30 * DAY_SECONDS,
                DAY_SECONDS,
                600,
                plan.windowSeconds(),
                5_000,
                20,
                new MemberId(plan.pool()),
                2,
                0,
                100,
                100,
                0,
                30 * DAY_SECONDS,
                0,
                ApprovalPolicy.PLAIN,
                new DisputePolicy(10_000, DAY_SECONDS, 5_000),
                new PeriodPolicy(30));
    }

    private static List<Bytes> withoutRoot(KeyMaterial material, KeyMaterial root) {
        return material.chain().stream()
                .filter(certificate -> !certificate.equals(root.certificate()))
                .map((X509Certificate certificate) -> Bytes.of(X509Files.der(certificate)))
                .toList();
    }
}
