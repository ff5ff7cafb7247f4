package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import java.util.List;
import java.util.Optional;

/** B11: peers met under the certificates that the start resolved, registered and in time. */
final class B11SessionsPinned implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B11",
            1,
            Severity.HIGH,
            "PIPL 51; GDPR 32; JR/T 0196-2020 7.6",
            "Peers were pinned to the TLS certificates registered for their nodes, as each party's Ready named them.",
            "对等连接固定使用为其节点登记的 TLS 证书，与各方的就绪声明一致。");

    private final Findings findings;

    B11SessionsPinned(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof StartRun start)) {
            return;
        }
        List<PartyNode> parties =
                step.after().read(RunKeys.run(start.run())).map(Run::parties).orElse(List.of());
        List<Ready> readys = start.readys().stream()
                .map((Bytes bytes) -> Readys.open(bytes).map(Readys.Opened::ready))
                .flatMap(Optional::stream)
                .toList();
        for (PartyNode party : parties) {
            Reference at = new Reference(step.file(), "/body/readys/" + party.index());
            findings.require(
                    isFor(step.before(), party.tlsCertificate(), party, Role.TLS, step.time())
                            && isFor(step.before(), party.nodeCertificate(), party, Role.NODE, step.time()),
                    at,
                    "expected certificates registered for " + party.node() + ", in time and unrevoked; found others");
            findings.require(
                    readys.stream().anyMatch(ready -> names(ready, party)),
                    at,
                    "expected a Ready of " + party.node() + " that names the certificates of the run, found none");
        }
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements(RunPredicate.class).forEach(stated -> {
            Optional<Run> run =
                    dossier.facts().read(RunKeys.run(stated.predicate().run()));
            findings.require(
                    run.map(Run::parties).equals(Optional.of(stated.predicate().parties())),
                    stated.at("/parties"),
                    "expected the peers pinned as the start resolved them, found others");
        });
    }

    private static boolean names(Ready ready, PartyNode party) {
        return ready.node().equals(party.node())
                && ready.nodeCertificate().equals(party.nodeCertificate())
                && ready.tlsCertificate().equals(party.tlsCertificate());
    }

    private static boolean isFor(Facts facts, Digest digest, PartyNode party, Role role, long time) {
        Optional<Certificate> certificate = facts.read(MemberKeys.certificate(digest));
        return certificate
                .filter(found -> found.role() == role
                        && (found.member() + "/" + found.handle())
                                .equals(party.node().value()))
                .filter(found -> found.notBefore() <= time && time <= found.notAfter())
                .filter(found -> found.revoked().isEmpty())
                .isPresent();
    }
}
