package io.datapact.ca.record;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Refuses changes in the built-in database; PostgreSQL has a trigger of its own. Named in the schema. */
public final class AppendOnlyTrigger implements Trigger {

    private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23000";

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        throw new SQLException("the audit trail is append-only", INTEGRITY_CONSTRAINT_VIOLATION);
    }
}
