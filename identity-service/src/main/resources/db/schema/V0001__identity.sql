-- Accounts own accelerators. A member belongs to one account.
create table account (
    id         text        primary key,
    created_at timestamptz not null default now()
);

create table member (
    id         text        primary key,
    account    text        not null references account,
    name       text        not null,
    role       text        not null check (role in ('VIEWER', 'EDITOR', 'ADMIN', 'OPERATOR')),
    created_at timestamptz not null default now(),
    unique (account, name)
);

-- The token itself is stored nowhere; it has 178 random bits, so its plain hash cannot be guessed.
create table api_token (
    id           text        primary key,
    hash         bytea       not null unique,
    account      text        not null references account,
    member       text        not null references member on delete cascade,
    name         text        not null,
    role         text        not null check (role in ('VIEWER', 'EDITOR', 'ADMIN', 'OPERATOR')),
    read_only    boolean     not null,
    accelerator  text,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create index api_token_of_account on api_token (account, created_at, id);

-- Events on their way to the log, in the transactions of what they are about.
create table access_outbox (
    position bigint  generated always as identity primary key,
    id       text    not null unique,
    record   jsonb   not null,
    refused  boolean not null default false
);

-- Below: tables of Spring Security and Spring Session, as those define them.
create table one_time_tokens (
    token_value varchar(36) primary key,
    username    varchar(50) not null,
    expires_at  timestamp   not null
);

create table user_entities (
    id           varchar(1000) primary key,
    name         varchar(100)  not null,
    display_name varchar(200)
);

create table user_credentials (
    credential_id                varchar(1000) primary key,
    user_entity_user_id          varchar(1000) not null,
    public_key                   bytea         not null,
    signature_count              bigint,
    uv_initialized               boolean,
    backup_eligible              boolean       not null,
    authenticator_transports     varchar(1000),
    public_key_credential_type   varchar(100),
    backup_state                 boolean       not null,
    attestation_object           bytea,
    attestation_client_data_json bytea,
    created                      timestamp,
    last_used                    timestamp,
    label                        varchar(1000) not null
);

create table spring_session (
    primary_id            char(36) not null constraint spring_session_pk primary key,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);

create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name)
);
