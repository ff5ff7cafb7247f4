package io.datapact.node.app.store;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.store.NodeStore;
import io.datapact.node.store.Tombstone;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps a node's memory in a database. */
public final class JdbcNodeStore implements NodeStore {
    private static final String NOTE =
            "INSERT INTO run_journal (task, run, step, noted) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String NOTED = "SELECT noted FROM run_journal WHERE task = ? AND run = ? AND step = ?";
    private static final String INSERT_BODY =
            "INSERT INTO task_body (task, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String UPDATE_BODY = "UPDATE task_body SET sealed = ? WHERE task = ?";
    private static final String BODY = "SELECT sealed FROM task_body WHERE task = ?";
    private static final String INSERT_REVOCATION =
            "INSERT INTO own_revocation (task, through) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String UPDATE_REVOCATION = "UPDATE own_revocation SET through = ? WHERE task = ?";
    private static final String REVOCATION = "SELECT through FROM own_revocation WHERE task = ?";

    private static final String BURY = "INSERT INTO own_tombstone (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String BURIED = "SELECT 1 FROM own_tombstone WHERE kind = ? AND id = ?";

    private final Database database;

    /** Keeps it in a database whose schema is up to date. */
    public JdbcNodeStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean note(RunId run, String step, byte[] value) {
        requireAtMost("a step's name, in characters", step.length(), MAXIMUM_STEP_LENGTH);
        requireAtMost("a noted value, in bytes", value.length, MAXIMUM_VALUE_BYTES);
        return database.write("step " + step + " of run " + run, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
                insert.setString(1, run.task().value());
                insert.setLong(2, run.run());
                insert.setString(3, step);
                insert.setBytes(4, value);
                return insert.executeUpdate() == 1;
            }
        });
    }

    @Override
    public Optional<byte[]> noted(RunId run, String step) {
        return database.read("step " + step + " of run " + run, connection -> {
            try (PreparedStatement query = connection.prepareStatement(NOTED)) {
                query.setString(1, run.task().value());
                query.setLong(2, run.run());
                query.setString(3, step);
                return bytes(query);
            }
        });
    }

    @Override
    public void putBody(TaskId task, byte[] sealed) {
        requireAtMost("a sealed body, in bytes", sealed.length, MAXIMUM_BYTES);
        database.write("the body of task " + task, connection -> {
            if (insertBody(connection, task, sealed)) {
                return true;
            }
            try (PreparedStatement update = connection.prepareStatement(UPDATE_BODY)) {
                update.setBytes(1, sealed);
                update.setString(2, task.value());
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public Optional<byte[]> body(TaskId task) {
        return database.read("the body of task " + task, connection -> {
            try (PreparedStatement query = connection.prepareStatement(BODY)) {
                query.setString(1, task.value());
                return bytes(query);
            }
        });
    }

    @Override
    public void revokeThrough(TaskId task, long through) {
        database.write("the revocation for task " + task, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT_REVOCATION)) {
                insert.setString(1, task.value());
                insert.setLong(2, through);
                if (insert.executeUpdate() == 1) {
                    return true;
                }
            }
            try (PreparedStatement update = connection.prepareStatement(UPDATE_REVOCATION)) {
                update.setLong(1, through);
                update.setString(2, task.value());
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public long revokedThrough(TaskId task) {
        return database.read("the revocation for task " + task, connection -> {
            try (PreparedStatement query = connection.prepareStatement(REVOCATION)) {
                query.setString(1, task.value());
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : 0L;
                }
            }
        });
    }

    @Override
    public void bury(Tombstone ended) {
        database.write("the end of " + ended.id(), connection -> {
            try (PreparedStatement insert = connection.prepareStatement(BURY)) {
                insert.setString(1, ended.kind().name());
                insert.setString(2, ended.id());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public boolean buried(Tombstone what) {
        return database.read("the end of " + what.id(), connection -> {
            try (PreparedStatement query = connection.prepareStatement(BURIED)) {
                query.setString(1, what.kind().name());
                query.setString(2, what.id());
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    private static boolean insertBody(Connection connection, TaskId task, byte[] sealed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_BODY)) {
            insert.setString(1, task.value());
            insert.setBytes(2, sealed);
            return insert.executeUpdate() == 1;
        }
    }

    private static Optional<byte[]> bytes(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
        }
    }

    private static void requireAtMost(String what, int found, int most) {
        if (found > most) {
            throw new IllegalArgumentException("expected " + what + " of at most " + most + ", found " + found);
        }
    }
}
