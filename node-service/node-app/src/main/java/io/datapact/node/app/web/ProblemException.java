package io.datapact.node.app.web;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** With the answer. */
    public ProblemException(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    /** With the answer and what lies below it. */
    public ProblemException(Problem problem, Throwable cause) {
        super(problem.code(), cause);
        this.problem = problem;
    }

    /** The answer. */
    public Problem problem() {
        return problem;
    }

    /** A value in the request that does not fit. */
    public static ProblemException malformed(String where, String detail) {
        return new ProblemException(Problem.of(
                        400,
                        "MALFORMED",
                        "a request as the interface describes it",
                        "another at '" + where + "'",
                        "correct it and send it again")
                .withDetail(detail));
    }

    /** Something that is not here. */
    public static ProblemException missing(String what) {
        return new ProblemException(
                Problem.of(404, "NOT_FOUND", what, "none", "check the name; what is not here cannot be shown"));
    }
}
