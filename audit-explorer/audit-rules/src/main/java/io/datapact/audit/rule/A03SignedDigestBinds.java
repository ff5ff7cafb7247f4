package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.run.Ready;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/**
 * A03: what was signed is what was done. Each command's signature is that of the registered key over exactly its
 * payload; approvals and Readys name the digest of the manifest, recomputed here.
 */
final class A03SignedDigestBinds implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A03",
            1,
            Severity.CRITICAL,
            "PIPL 13, 14; GDPR 5, 28; JR/T 0196-2020 7.5",
            "Every signature is that of the registered key over the command; the digest approved, recomputed, binds"
                    + " network, task, manifest, policy, role, nonce and expiry.",
            "每个签名均由已登记的密钥对命令作出；重新计算的审批摘要绑定网络、任务、清单、策略、角色、随机数和有效期。");

    private final Findings findings;
    private final Signatures signatures;

    A03SignedDigestBinds(Findings findings, Signatures signatures) {
        this.findings = findings;
        this.signatures = signatures;
    }

    @Override
    public void step(Step step) {
        findings.applies();
        checkSignature(step);
        checkExpiry(step);
        switch (step.command()) {
            case ApproveTask approval -> checkApproval(step, approval);
            case StartRun start -> checkReadys(step, start);
            default -> {}
        }
    }

    private void checkSignature(Step step) {
        Reference at = Reference.of(step.file());
        boolean shaped = step.envelope().payloadType().equals(Dsse.COMMAND)
                && step.envelope().signatures().size() == 1;
        findings.require(shaped, at, "expected one signature over a command, found another envelope");
        findings.require(
                step.signer()
                        .filter(signer -> verifies(signer, step.envelope()))
                        .isPresent(),
                at,
                "expected the signature of the registered certificate "
                        + step.header().signer() + ", found one that does not verify or no such certificate");
    }

    private void checkExpiry(Step step) {
        long furthest =
                step.command() instanceof StartRun ? Header.START_VALIDITY_MILLIS : Header.MAXIMUM_VALIDITY_MILLIS;
        long validUntil = step.header().validUntil();
        findings.require(
                step.time() <= validUntil && validUntil <= step.time() + furthest,
                new Reference(step.file(), "/validUntil"),
                "expected validity until " + step.time() + " at least and " + (step.time() + furthest)
                        + " at most, found " + validUntil);
    }

    private void checkApproval(Step step, ApproveTask approval) {
        Reference at = new Reference(step.file(), "/body/manifest");
        Optional<TaskManifest> manifest = step.before().manifest(approval.task());
        Optional<Digest> digest = manifest.map(TaskManifest::digest);
        findings.require(
                digest.equals(Optional.of(approval.manifest())),
                at,
                "expected the manifest's digest " + digest.map(Digest::value).orElse("of a task on the ledger")
                        + ", found " + approval.manifest());
        manifest.ifPresent(bound -> findings.require(
                bound.network().equals(step.network()) && step.before().has(MemberKeys.policy(bound.policy())),
                at,
                "expected a manifest of this network and a policy that it has, found network " + bound.network()
                        + " and policy " + bound.policy()));
    }

    private void checkReadys(Step step, StartRun start) {
        List<Bytes> readys = start.readys();
        for (int i = 0; i < readys.size(); i++) {
            Reference at = new Reference(step.file(), "/body/readys/" + i);
            findings.require(
                    isBound(step, start, readys.get(i)),
                    at,
                    "expected a Ready signed by a registered certificate for network, run and manifest, found another");
        }
    }

    private boolean isBound(Step step, StartRun start, Bytes bytes) {
        return Readys.open(bytes)
                .filter(ready -> ready.envelope().signatures().size() == 1)
                .filter(ready -> binds(step, start, ready.ready()))
                .filter(ready -> step.before()
                        .read(MemberKeys.certificate(ready.ready().nodeCertificate()))
                        .filter(signer -> verifies(signer, ready.envelope()))
                        .isPresent())
                .isPresent();
    }

    private static boolean binds(Step step, StartRun start, Ready ready) {
        Optional<Digest> manifest = step.before().manifest(start.run()).map(TaskManifest::digest);
        return ready.network().equals(step.network())
                && ready.run().equals(start.run())
                && manifest.equals(Optional.of(ready.manifestDigest()));
    }

    private boolean verifies(Certificate signer, Dsse.Envelope envelope) {
        return signatures.verify(
                signer.spki().toBytes(),
                envelope.signedBytes(),
                envelope.signatures().getFirst().sig().toBytes());
    }
}
