-- What a node must remember besides ledger and evidence. One text for PostgreSQL and for H2 in its dialect.

CREATE TABLE run_journal (
    task  VARCHAR(81)  NOT NULL,
    run   BIGINT       NOT NULL,
    step  VARCHAR(160) NOT NULL,
    noted BYTEA        NOT NULL,
    PRIMARY KEY (task, run, step)
);

CREATE TABLE task_body (
    task   VARCHAR(81) NOT NULL PRIMARY KEY,
    sealed BYTEA       NOT NULL
);

CREATE TABLE own_revocation (
    task    VARCHAR(81) NOT NULL PRIMARY KEY,
    through BIGINT      NOT NULL
);
