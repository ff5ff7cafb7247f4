package io.datapact.audit;

import io.datapact.audit.bundle.BundleSource;
import io.datapact.audit.bundle.BundleWriter;
import io.datapact.audit.bundle.ManifestSealer;
import io.datapact.audit.report.AuditReport;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ManifestSeal;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Set;

/** Writes and verifies bundles in memory. */
final class TestBundles {
    private TestBundles() {}

    static byte[] write(StoryFrame story, BundleSource source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BundleWriter.write(source, new FixtureSealer(story.fixture), story.time, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] writeTask(StoryFrame story, BundleSource source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TaskExport.write(source, new FixtureSealer(story.fixture), story.time, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Set<X509Certificate> roots(ConsortiumFixture fixture) {
        return Set.of(TestIdentity.read(fixture.root().certificate()));
    }

    /** Verifies by the rule book of the release. */
    static AuditReport verify(byte[] bundle, Set<X509Certificate> roots) {
        try {
            return Audit.verify(new ByteArrayInputStream(bundle), roots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Verifies by a rule book with the faults of the story's host. */
    static AuditReport verifyAsHost(AuditStory story, byte[] bundle) {
        try {
            return Audit.verify(new ByteArrayInputStream(bundle), roots(story.fixture), story.host::replay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record FixtureSealer(ConsortiumFixture fixture) implements ManifestSealer {
        @Override
        public MemberId exporter() {
            return new MemberId("bank-a");
        }

        @Override
        public byte[] seal(Digest manifest, long exported) {
            TestIdentity node = fixture.identity("bank-a", Role.NODE);
            byte[] payload = RecordCodec.of(ManifestSeal.class)
                    .encode(new ManifestSeal(ManifestSeal.TYPE, manifest, exporter(), node.digest(), exported));
            byte[] signature = node.key().sign(Dsse.preAuthenticationEncoding(ManifestSeal.PAYLOAD_TYPE, payload));
            return Dsse.Envelope.of(
                            ManifestSeal.PAYLOAD_TYPE, payload, node.digest().value(), signature)
                    .encode();
        }
    }
}
