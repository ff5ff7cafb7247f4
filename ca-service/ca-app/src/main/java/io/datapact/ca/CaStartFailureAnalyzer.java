package io.datapact.ca;

import io.datapact.pki.key.KeyFileException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Turns failures at the start that an operator can mend into one sentence instead of a stack trace. */
class CaStartFailureAnalyzer implements FailureAnalyzer {

    private static final int MAXIMUM_CAUSES = 32;

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAXIMUM_CAUSES && cause != null; i++) {
            if (cause instanceof CaStartException || cause instanceof KeyFileException) {
                return new FailureAnalysis(cause.getMessage(), "Correct this and start again.", failure);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
