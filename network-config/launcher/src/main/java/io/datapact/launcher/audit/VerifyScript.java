package io.datapact.launcher.audit;

import io.datapact.audit.Audit;
import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The verifier that needs no Java. */
public final class VerifyScript {
    private VerifyScript() {}

    /** The text of verify.sh, byte for byte as it was released. */
    public static String text() {
        try (InputStream in = Audit.class.getResourceAsStream("verify.sh")) {
            if (in == null) {
                throw new LaunchException("expected verify.sh in the jar of the audit rules, found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LaunchException("verify.sh could not be read from its jar", e);
        }
    }
}
