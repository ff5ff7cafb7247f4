package io.datapact.contract.rules;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each party's node has signed that it is ready for exactly this run, now. */
final class ReadyChecks {
    private final SignatureVerifier verifier;

    ReadyChecks(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * The parties with the certificates that their Readys name.
     *
     * @throws RefusedException PARTY_NOT_READY with the first member whose Ready is missing or does not fit
     */
    List<PartyNode> resolve(RuleContext context, Task task, RunId run, List<Bytes> readys) {
        List<PartyNode> resolved = new ArrayList<>();
        for (Party party : task.manifest().parties()) {
            int index = resolved.size();
            PartyNode node = Optional.of(index)
                    .filter(i -> i < readys.size())
                    .flatMap(i -> resolve(context, task, run, party, readys.get(i)))
                    .orElseThrow(() -> new RefusedException(
                            Reason.PARTY_NOT_READY, party.node().member().toString()));
            resolved.add(node);
        }
        RefusedException.require(readys.size() == resolved.size(), Reason.PARTY_NOT_READY, "readys");
        return resolved;
    }

    private Optional<PartyNode> resolve(RuleContext context, Task task, RunId run, Party party, Bytes bytes) {
        if (!(Dsse.Envelope.parse(bytes.toBytes()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope))
                || !envelope.payloadType().equals(Dsse.MESSAGE)
                || envelope.signatures().size() != 1) {
            return Optional.empty();
        }
        if (!(RecordCodec.of(Ready.class).decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<Ready>(Ready ready))
                || !fits(context, task, run, party, ready)) {
            return Optional.empty();
        }
        Optional<Certificate> signer = certificate(context, ready.nodeCertificate(), party.node(), Role.NODE);
        Optional<Certificate> tls = certificate(context, ready.tlsCertificate(), party.node(), Role.TLS);
        boolean signed = signer.filter(known -> isSigned(known, envelope)).isPresent();
        return signed && tls.isPresent()
                ? Optional.of(
                        new PartyNode(party.index(), party.node(), ready.nodeCertificate(), ready.tlsCertificate()))
                : Optional.empty();
    }

    private static boolean fits(RuleContext context, Task task, RunId run, Party party, Ready ready) {
        long age = context.time() - ready.at();
        return ready.network().equals(context.frame().network())
                && ready.run().equals(run)
                && ready.manifestDigest().equals(task.digest())
                && ready.node().equals(party.node())
                && age <= Ready.MAXIMUM_AGE_MILLIS
                && age >= -Ready.MAXIMUM_AGE_MILLIS;
    }

    /** A certificate of a node in a role, valid now. */
    private static Optional<Certificate> certificate(RuleContext context, Digest digest, NodeId node, Role role) {
        return context.read(MemberKeys.certificate(digest))
                .filter(known -> known.role() == role
                        && node.value().equals(known.member() + "/" + known.handle())
                        && known.revoked().isEmpty()
                        && context.time() >= Math.max(known.notBefore(), known.effectiveFrom())
                        && context.time() <= known.notAfter());
    }

    private boolean isSigned(Certificate signer, Dsse.Envelope envelope) {
        byte[] signature = envelope.signatures().get(0).sig().toBytes();
        return EcdsaForm.isStrict(signature)
                && verifier.verify(signer.spki().toBytes(), envelope.signedBytes(), signature);
    }
}
