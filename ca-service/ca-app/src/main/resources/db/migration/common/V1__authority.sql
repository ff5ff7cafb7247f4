-- The root that this database belongs to: one row.
create table authority (
    root_digest varchar(64) primary key
);

-- Enrolment tokens by their hash; names are separated by spaces.
create table enrolment_token (
    digest     varchar(64)              primary key,
    member     varchar(40)              not null,
    role       varchar(20)              not null,
    handle     varchar(40)              not null,
    names      varchar(4096)            not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    used_at    timestamp with time zone,
    failures   integer                  not null
);

-- Every certificate signed, by serial in hexadecimal.
create table issued_certificate (
    serial    varchar(40)              primary key,
    digest    varchar(64)              not null unique,
    spki      varchar(64)              not null,
    subject   varchar(400)             not null,
    issued_at timestamp with time zone not null,
    not_after timestamp with time zone not null,
    pem       varchar(32768)           not null
);

create index issued_certificate_spki on issued_certificate (spki);

-- Requests and decisions in order; a trigger of each database refuses changes.
create table audit_event (
    position       bigint generated always as identity primary key,
    at             timestamp with time zone not null,
    kind           varchar(40)              not null,
    subject        varchar(400)             not null,
    reason         varchar(40)              not null,
    detail         varchar(1000)            not null,
    token_digest   varchar(64)              not null,
    request_digest varchar(64)              not null,
    serial         varchar(40)              not null
);
