package io.datapact.node.task;

import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import java.security.SecureRandom;

/**
 * The part of a task that only its parties read. The manifest holds its digest; the salt keeps the digest from giving
 * guessable parameters away.
 *
 * @param type        {@code datapact/body/1}
 * @param parameters  what the plugin is given
 * @param description for people, at most 4,096 characters
 * @param legalBasis  code of the basis on which the proposer receives the result
 * @param salt        32 random bytes
 */
public record TaskBody(String type, JsonObject parameters, String description, Code legalBasis, Bytes salt) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/body/1";

    /** Longest description, in characters. */
    public static final int MAXIMUM_DESCRIPTION = 4_096;

    /** Length of the salt, in bytes. */
    public static final int SALT_BYTES = 32;

    /** Checks type, salt and length. */
    public TaskBody {
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
        if (description.length() > MAXIMUM_DESCRIPTION) {
            throw new IllegalArgumentException("expected a description of at most " + MAXIMUM_DESCRIPTION
                    + " characters, found " + description.length());
        }
        if (salt.toBytes().length != SALT_BYTES) {
            throw new IllegalArgumentException("expected a salt of 32 bytes, found " + salt.toBytes().length);
        }
    }

    /** A body with a fresh salt. */
    public static TaskBody of(JsonObject parameters, String description, Code legalBasis, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new TaskBody(TYPE, parameters, description, legalBasis, Bytes.of(salt));
    }

    /** Reads canonical bytes; never throws. */
    public static Parsed<TaskBody> parse(byte[] bytes) {
        return RecordCodec.of(TaskBody.class).decode(bytes);
    }

    /** The canonical bytes; the caller owns the array. */
    public byte[] encode() {
        return RecordCodec.of(TaskBody.class).encode(this);
    }

    /** What the manifest holds as {@code bodyDigest}. */
    public Digest digest() {
        return Digest.of(encode());
    }
}
