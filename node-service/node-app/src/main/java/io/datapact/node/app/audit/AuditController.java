package io.datapact.node.app.audit;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.ManifestSeal;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.node.app.log.OperatorMessages;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.app.web.Problem;
import io.datapact.node.app.web.ProblemException;
import io.datapact.node.identity.DsseSigner;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Signer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives out evidence, and seals bundles made of it in this node's name. */
@RestController
final class AuditController {
    private final HeldEvidence evidence;
    private final Keyring keys;
    private final OperatorMessages messages;

    AuditController(HeldEvidence evidence, Keyring keys, OperatorMessages messages) {
        this.evidence = evidence;
        this.keys = keys;
        this.messages = messages;
    }

    /** In whose name bundles are sealed here. */
    record Exporter(MemberId exporter, Digest certificate) {}

    /** Digest of a bundle's {@code manifest.json}, and the time that the bundle states, millis since the epoch. */
    record SealRequest(Digest manifest, long exported) {}

    /** The seal: the canonical bytes of a DSSE envelope over a {@link ManifestSeal}. */
    record SealAnswer(MemberId exporter, Digest certificate, Bytes envelope) {}

    @GetMapping("/v1/audit/exporter")
    Exporter exporter() {
        Signer node = keys.require(Role.NODE);
        return new Exporter(node.member(), node.certificate());
    }

    /**
     * Gives all evidence about a task that is here, once it is whole.
     *
     * @param incomplete {@code allow} to take what there is; {@code refuse} otherwise
     */
    @GetMapping("/v1/audit/export")
    void export(
            @RequestParam String task,
            @RequestParam(defaultValue = "refuse") String incomplete,
            HttpServletResponse response)
            throws IOException {
        TaskId id = Parameters.task(task);
        HeldEvidence.Held held =
                evidence.of(id).orElseThrow(() -> ProblemException.missing("a task " + id + " on the ledger"));
        if (held.missing().isPresent() && !incomplete.equals("allow")) {
            throw new ProblemException(Problem.of(
                            409,
                            "EVIDENCE_INCOMPLETE",
                            "every party's statements, anchored on the ledger, at this node",
                            "some that are not yet",
                            "ask again in a few seconds, or take what there is with incomplete=allow")
                    .withDetail(held.missing().get()));
        }
        response.setContentType("application/zip");
        EvidenceZip.write(held.chains(), response.getOutputStream());
        messages.exported(
                id.value(), held.chains().values().stream().mapToInt(List::size).sum());
    }

    @PostMapping(path = "/v1/audit/seals", consumes = MediaType.APPLICATION_JSON_VALUE)
    SealAnswer seal(@RequestBody SealRequest body) throws InterruptedException {
        Signer node = keys.require(Role.NODE);
        ManifestSeal seal = Parameters.checked(() -> new ManifestSeal(
                ManifestSeal.TYPE, body.manifest(), node.member(), node.certificate(), body.exported()));
        byte[] envelope = DsseSigner.sign(
                        node,
                        ManifestSeal.PAYLOAD_TYPE,
                        RecordCodec.of(ManifestSeal.class).encode(seal))
                .encode();
        messages.sealed(body.manifest());
        return new SealAnswer(node.member(), node.certificate(), Bytes.of(envelope));
    }
}
