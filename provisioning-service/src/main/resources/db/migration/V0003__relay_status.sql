create table relay (
    relay_id           text collate "C" primary key,
    region             text        not null,
    incarnation        timestamptz not null,
    last_heartbeat_at  timestamptz not null,
    path               text        not null,
    accelerators       integer     not null,
    listeners          integer     not null,
    active_connections bigint      not null,
    source             text        not null
);

create table relay_applied (
    relay_id       text collate "C" not null,
    accelerator_id text collate "C" not null,
    region         text        not null,
    incarnation    timestamptz not null,
    revision       bigint      not null,
    applied_at     timestamptz not null,
    head           text        not null,
    failures       jsonb       not null,
    primary key (accelerator_id, relay_id)
);
