package io.datapact.node.table;

/** Unwinds a reading that has met its first structural problem; becomes an {@link ImportOutcome.Refused}. */
final class TableRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TableProblem problem;

    TableRefusedException(TableProblem problem) {
        super(problem.sentence(), null, false, false);
        this.problem = problem;
    }

    TableProblem problem() {
        return problem;
    }
}
