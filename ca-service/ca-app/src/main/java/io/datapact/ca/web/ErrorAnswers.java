package io.datapact.ca.web;

import io.datapact.ca.CaLog;
import io.datapact.ca.policy.RefusalReason;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Chooses HTTP status and words for everything that is not a success; the outermost handler of this application. */
@RestControllerAdvice
class ErrorAnswers {

    private static final int MAXIMUM_CAUSES = 16;

    private final CaLog log;

    ErrorAnswers(CaLog log) {
        this.log = log;
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> refused(RefusedException refusal) {
        return answer(status(refusal.reason()), refusal.reason().name(), refusal.getMessage());
    }

    /** Values that our own types refuse. */
    @ExceptionHandler
    ResponseEntity<ErrorAnswer> illegal(IllegalArgumentException refusal) {
        return answer(HttpStatus.BAD_REQUEST, RefusalReason.MALFORMED.name(), refusal.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> unreadable(HttpMessageNotReadableException failure) {
        return answer(HttpStatus.BAD_REQUEST, RefusalReason.MALFORMED.name(), ourWords(failure));
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> other(Exception failure) {
        if (failure instanceof ErrorResponse response) {
            HttpStatusCode status = response.getStatusCode();
            String name = HttpStatus.valueOf(status.value()).name();
            return answer(status, name, "expected another method, path or type; see the description of the interface");
        }
        String errorId = UUID.randomUUID().toString();
        log.failed(errorId, failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "the authority failed; its log has error " + errorId);
    }

    static HttpStatus status(RefusalReason reason) {
        return switch (reason) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case TOKEN_UNKNOWN,
                    TOKEN_USED,
                    TOKEN_EXPIRED,
                    TOKEN_LOCKED,
                    ALGORITHM_NOT_ALLOWED,
                    POSSESSION_NOT_PROVEN,
                    EXTENSION_NOT_ALLOWED,
                    SUBJECT_NOT_ALLOWED,
                    ORGANISATION_NOT_ALLOWED,
                    ROLE_NOT_ALLOWED,
                    HANDLE_NOT_ALLOWED,
                    NAME_NOT_ALLOWED,
                    KEY_IN_USE -> HttpStatus.FORBIDDEN;
        };
    }

    private static String ourWords(Throwable failure) {
        Throwable cause = failure.getCause();
        for (int i = 0; i < MAXIMUM_CAUSES && cause != null; i++) {
            // Only our own sentences: a parser's message could quote the body, and with it a token.
            if (cause.getClass() == IllegalArgumentException.class) {
                return cause.getMessage();
            }
            cause = cause.getCause();
        }
        return "expected a JSON object with exactly the fields described, found another body";
    }

    private static ResponseEntity<ErrorAnswer> answer(HttpStatusCode status, String reason, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ErrorAnswer(reason, detail));
    }
}
