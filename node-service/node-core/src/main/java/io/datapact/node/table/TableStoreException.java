package io.datapact.node.table;

/** Storage or DuckDB failed: broken infrastructure, not bad input. */
public final class TableStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what could not be done. */
    public TableStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
