package io.datapact.pki.cms;

import io.datapact.pki.certificate.KeyUse;
import io.datapact.pki.cms.CmsOpening.CmsFault;
import io.datapact.pki.cms.CmsOpening.Opened;
import io.datapact.pki.cms.CmsOpening.Refused;
import io.datapact.pki.key.KeyPairs;
import io.datapact.pki.key.P256;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;

/**
 * Encrypts to certificates: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084); the content key goes to each
 * recipient by one-pass ephemeral ECDH on P-256 with the X9.63 KDF over SHA-256 and the AES-256 key wrap (RFC 5753,
 * section 3.1; RFC 3394). {@code openssl cms -decrypt} opens them too.
 *
 * <p>Claims: confidentiality and integrity of the content against an active adversary without a recipient's private
 * key, under the gap Diffie-Hellman assumption. Not claimed: who encrypted it (sign for that), forward secrecy against
 * later theft of the recipient's key, or hiding of the length. With several recipients, each of them can alter the
 * message for the others.
 *
 * <p>A key of 32 bytes to one recipient takes about 500 bytes. Content is held in memory. Instances are safe for
 * concurrent use if their source of randomness is.
 */
public final class CmsEnvelopes {

    /** Longest content, in bytes. */
    public static final int MAXIMUM_CONTENT_BYTES = 64 * 1024 * 1024;

    /** Most recipients of one envelope. */
    public static final int MAXIMUM_RECIPIENTS = 32;

    private static final int MAXIMUM_ENVELOPE_BYTES = MAXIMUM_CONTENT_BYTES + 64 * 1024;
    private static final int TAG_BITS = 128;
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final SecureRandom random;

    /** Takes ephemeral keys, content keys and nonces from {@code random}. */
    public CmsEnvelopes(SecureRandom random) {
        this.random = random;
    }

    /**
     * Encrypts.
     *
     * @param content    at most {@link #MAXIMUM_CONTENT_BYTES}; not kept
     * @param recipients 1 to {@link #MAXIMUM_RECIPIENTS} certificates on P-256 that have been validated and allow
     *     keyAgreement
     * @return the message, the caller's
     * @throws IllegalArgumentException if content or recipients are outside these bounds
     */
    public byte[] encrypt(byte[] content, List<X509Certificate> recipients) {
        requireBounds(content, recipients);
        KeyPair ephemeral = KeyPairs.generateP256(random);
        JceKeyAgreeRecipientInfoGenerator agreement = new JceKeyAgreeRecipientInfoGenerator(
                        CMSAlgorithm.ECDH_SHA256KDF,
                        ephemeral.getPrivate(),
                        ephemeral.getPublic(),
                        CMSAlgorithm.AES256_WRAP)
                .setProvider(BOUNCY_CASTLE)
                .setSecureRandom(random);
        try {
            for (X509Certificate recipient : recipients) {
                agreement.addRecipient(recipient);
            }
            CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(agreement);
            OutputAEADEncryptor encryptor =
                    (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                            .setProvider(BOUNCY_CASTLE)
                            .setSecureRandom(random)
                            .build();
            return generator
                    .generate(new CMSProcessableByteArray(content), encryptor)
                    .getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("cannot encode a recipient's certificate", e);
        } catch (CMSException | IOException e) {
            throw new IllegalStateException("cannot encrypt to " + recipients.size() + " recipients", e);
        }
    }

    /**
     * Opens an envelope.
     *
     * @param envelope    untrusted
     * @param key         private key of the certificate
     * @param certificate recipient's certificate, as the sender used it
     */
    public static CmsOpening decrypt(byte[] envelope, PrivateKey key, X509Certificate certificate) {
        if (envelope.length == 0 || envelope.length > MAXIMUM_ENVELOPE_BYTES) {
            return new Refused(
                    CmsFault.MALFORMED,
                    "expected a CMS message of 1 to " + MAXIMUM_ENVELOPE_BYTES + " bytes, found " + envelope.length);
        }
        try {
            return open(new CMSAuthEnvelopedData(ContentInfo.getInstance(envelope)), key, certificate);
        } catch (CMSException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return new Refused(CmsFault.MALFORMED, "expected a CMS AuthEnvelopedData, found something else");
        }
    }

    private static CmsOpening open(CMSAuthEnvelopedData data, PrivateKey key, X509Certificate certificate) {
        if (!CMSAlgorithm.AES256_GCM.getId().equals(data.getEncryptionAlgOID())) {
            return new Refused(
                    CmsFault.ALGORITHM_NOT_ALLOWED, "expected AES-256-GCM, found " + data.getEncryptionAlgOID());
        }
        if (data.getRecipientInfos().size() > MAXIMUM_RECIPIENTS) {
            return new Refused(
                    CmsFault.MALFORMED,
                    "expected at most " + MAXIMUM_RECIPIENTS + " recipients, found "
                            + data.getRecipientInfos().size());
        }
        RecipientInformation mine = data.getRecipientInfos().get(new JceKeyAgreeRecipientId(certificate));
        if (!(mine instanceof KeyAgreeRecipientInformation agreement)) {
            return new Refused(
                    CmsFault.NOT_A_RECIPIENT,
                    "expected an envelope to " + certificate.getSubjectX500Principal() + " with serial "
                            + certificate.getSerialNumber().toString(16) + ", found others");
        }
        if (!CMSAlgorithm.ECDH_SHA256KDF.getId().equals(agreement.getKeyEncryptionAlgOID())) {
            return new Refused(
                    CmsFault.ALGORITHM_NOT_ALLOWED,
                    "expected ECDH with the KDF over SHA-256, found " + agreement.getKeyEncryptionAlgOID());
        }
        return content(agreement, key);
    }

    private static CmsOpening content(KeyAgreeRecipientInformation agreement, PrivateKey key) {
        try {
            JceKeyAgreeAuthEnvelopedRecipient recipient = new JceKeyAgreeAuthEnvelopedRecipient(key);
            recipient
                    .setProvider(BOUNCY_CASTLE)
                    .setContentProvider(BOUNCY_CASTLE)
                    .setAllowedContentAlgorithms(Set.of(CMSAlgorithm.AES256_GCM))
                    .setMinimumTagSize(TAG_BITS);
            return new Opened(new CmsContent(agreement.getContent(recipient)));
        } catch (CMSException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return new Refused(
                    CmsFault.NOT_AUTHENTIC,
                    "the envelope does not open with this key: it was altered, or made for another key");
        }
    }

    private static void requireBounds(byte[] content, List<X509Certificate> recipients) {
        if (content.length > MAXIMUM_CONTENT_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most " + MAXIMUM_CONTENT_BYTES + " bytes to encrypt, found " + content.length);
        }
        if (recipients.isEmpty() || recipients.size() > MAXIMUM_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MAXIMUM_RECIPIENTS + " recipients, found " + recipients.size());
        }
        for (X509Certificate recipient : recipients) {
            boolean[] uses = recipient.getKeyUsage();
            boolean agrees = uses == null || uses[KeyUse.KEY_AGREEMENT.index()];
            if (!agrees || !P256.contains(recipient.getPublicKey())) {
                throw new IllegalArgumentException("expected a recipient's certificate on P-256 with keyAgreement (the"
                        + " role node has it), found " + recipient.getSubjectX500Principal());
            }
        }
    }
}
