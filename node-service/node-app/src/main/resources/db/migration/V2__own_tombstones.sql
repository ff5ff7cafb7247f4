-- What this member has ended for good: withdrawn datasets, closed tasks, revoked certificates.

CREATE TABLE own_tombstone (
    kind VARCHAR(16) NOT NULL,
    id   VARCHAR(81) NOT NULL,
    PRIMARY KEY (kind, id)
);
