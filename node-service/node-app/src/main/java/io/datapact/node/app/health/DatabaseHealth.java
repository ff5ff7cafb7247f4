package io.datapact.node.app.health;

import io.datapact.node.app.store.Database;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the node's database answers. */
public final class DatabaseHealth implements HealthIndicator {
    private final Database database;

    /** Asks a database. */
    public DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public Health health() {
        return database.answers() ? Health.up().build() : Health.down().build();
    }
}
