package io.datapact.node.app.web;

import io.datapact.node.app.log.OperatorMessages;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.identity.KeyMissingException;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.node.table.TableStoreException;
import io.datapact.node.task.NotComputableException;
import java.util.UUID;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what ends a request into a problem. The outermost handler: nothing gets past it, and no text of others out. */
@RestControllerAdvice
public final class ProblemAdvice {
    private final OperatorMessages messages;

    ProblemAdvice(OperatorMessages messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e) {
        return answer(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        return e.getCause() instanceof ProblemException problem
                ? answer(problem.problem())
                : answer(ProblemException.malformed("", "expected a JSON object as the body, found none")
                        .problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> keyMissing(KeyMissingException e) {
        return answer(Problem.of(409, "KEY_MISSING", "a key for this at this node", "none", "sign it where the key is")
                .withDetail(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notComputable(NotComputableException e) {
        return answer(Problem.of(
                        409,
                        "NOT_COMPUTABLE",
                        "a task that a plugin can play to its end",
                        "another",
                        "ask the proposer for fixed shares")
                .withDetail(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> peer(PeerUnavailableException e) {
        return answer(Problem.of(
                        502,
                        "PEER_UNAVAILABLE",
                        "an answer of node " + e.node(),
                        "none: " + e.kind(),
                        "try again later")
                .withDetail("see PUT /v1/peers for the addresses of other nodes"));
    }

    @ExceptionHandler({
        EvidenceUnavailableException.class,
        StoreUnavailableException.class,
        TableStoreException.class,
        LedgerUnavailableException.class,
        LedgerClosedException.class,
        LedgerDivergedException.class
    })
    ResponseEntity<Problem> unavailable(RuntimeException e) {
        return answer(Problem.of(
                        503,
                        unavailableCode(e),
                        "the node's ledger, database, evidence and tables at work",
                        "one that is not",
                        "see /actuator/health and the node's log, mend it, and ask again")
                .withDetail("incident " + incident(e)));
    }

    @ExceptionHandler
    ResponseEntity<Problem> interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return answer(Problem.of(
                503, "STOPPING", "a node that goes on", "one that is being stopped", "ask again when it is back"));
    }

    /** The last resort, and what the web framework refuses by itself. */
    @ExceptionHandler
    ResponseEntity<Problem> other(Exception e) {
        if (e instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
            return answer(framework(refused.getStatusCode(), e));
        }
        return answer(Problem.of(
                        500,
                        "INTERNAL",
                        "an answer",
                        "a fault of this node's software",
                        "give the incident's number to whoever runs the node")
                .withDetail("incident " + incident(e)));
    }

    private static Problem framework(HttpStatusCode status, Exception e) {
        return switch (status.value()) {
            case 415 ->
                Problem.of(
                        415,
                        "CONTENT_TYPE",
                        "Content-Type: application/json",
                        "another or none",
                        "send JSON and say so");
            case 406 -> Problem.of(406, "NOT_ACCEPTABLE", "Accept: application/json or */*", "another", "accept it");
            case 404 -> Problem.of(404, "NOT_FOUND", "a path of the interface", "another", "see the documentation");
            case 405 -> Problem.of(405, "METHOD_UNKNOWN", "a method of the path", "another", "see the documentation");
            default ->
                Problem.of(
                        status.value(),
                        "MALFORMED",
                        "a request as the interface describes it",
                        e.getClass().getSimpleName(),
                        "correct it and send it again");
        };
    }

    private String incident(Throwable e) {
        String incident = UUID.randomUUID().toString();
        messages.failed(incident, e);
        return incident;
    }

    private static String unavailableCode(RuntimeException e) {
        return switch (e) {
            case EvidenceUnavailableException evidence -> "EVIDENCE_UNAVAILABLE";
            case LedgerDivergedException diverged -> "LEDGER_DIVERGED";
            case LedgerUnavailableException ledger -> "LEDGER_UNAVAILABLE";
            case LedgerClosedException closed -> "LEDGER_UNAVAILABLE";
            default -> "STORE_UNAVAILABLE";
        };
    }

    static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status((int) problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
