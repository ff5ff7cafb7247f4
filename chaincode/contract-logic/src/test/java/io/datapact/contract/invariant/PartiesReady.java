package io.datapact.contract.invariant;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.Ready;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.vectors.ToySignatures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** No start unless each party's node has signed that it is ready for exactly this run, at most a minute ago. */
public final class PartiesReady implements Invariant {
    private static final long MINUTE_MILLIS = 60_000;

    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted() || !(told.command() instanceof RunCommand.StartRun start)) {
            return Optional.empty();
        }
        TaskManifest task = told.manifest(start.run().task());
        List<Party> parties = task.parties();
        boolean all = start.readys().size() == parties.size();
        for (int i = 0; all && i < parties.size(); i++) {
            all = isReady(
                    told, start, task.digest(), parties.get(i), start.readys().get(i));
        }
        return Invariant.unless(all, "a start of " + start.run() + " with a party that is not ready");
    }

    private static boolean isReady(Told told, RunCommand.StartRun start, Digest task, Party party, Bytes bytes) {
        if (!(Dsse.Envelope.parse(bytes.toBytes()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope))
                || !(RecordCodec.of(Ready.class).decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<Ready>(Ready ready))) {
            return false;
        }
        boolean about = ready.run().equals(start.run())
                && ready.manifestDigest().equals(task)
                && ready.node().equals(party.node())
                && Math.abs(told.time() - ready.at()) <= MINUTE_MILLIS;
        Optional<Certificate> node = certificate(told, ready.nodeCertificate(), party, Role.NODE);
        return about
                && certificate(told, ready.tlsCertificate(), party, Role.TLS).isPresent()
                && node.filter(known -> isSigned(envelope, known)).isPresent();
    }

    private static boolean isSigned(Dsse.Envelope envelope, Certificate signer) {
        byte[] expected = ToySignatures.sign(signer.spki().toBytes(), envelope.signedBytes());
        return Arrays.equals(expected, envelope.signatures().get(0).sig().toBytes());
    }

    private static Optional<Certificate> certificate(Told told, Digest digest, Party party, Role role) {
        return told.read(MemberKeys.certificate(digest))
                .filter(known -> known.role() == role)
                .filter(known -> (known.member() + "/" + known.handle())
                        .equals(party.node().value()))
                .filter(known -> known.revoked().isEmpty());
    }
}
