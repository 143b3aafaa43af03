-- A stream is one aggregate. Its row is the lock and the expectation of every append.
create table stream (
    stream_id text collate "C" primary key,
    revision  bigint not null,
    head      text   not null
);

-- The log, and the outbox. xid is the transaction that wrote the row: readers that go by
-- (xid, position) and stop at pg_snapshot_xmin(pg_current_snapshot()) miss nothing.
create table event (
    position  bigint generated always as identity primary key,
    xid       xid8   not null default pg_current_xact_id(),
    stream_id text   collate "C" not null references stream (stream_id),
    revision  bigint not null,
    record    jsonb  not null,
    unique (stream_id, revision)
);

create index event_by_xid on event (xid, position);

-- The owner of a stream is the account of its first event.
create index event_first_by_account on event ((record #>> '{actor,account}'), stream_id)
    where revision = 1;

-- Reports of the identity service and of the catalog service that are in the log, since one may come again.
create table reported_event (
    id text collate "C" primary key
);

-- The newest record of every accelerator. A removed accelerator has no account; it is forgotten once
-- the images topic has its tombstone.
create table accelerator_view (
    accelerator_id text collate "C" primary key,
    account        text,
    revision       bigint  not null,
    body           jsonb   not null,
    forgotten      boolean not null default false,
    -- What quotas count: listeners, and the most of one listener or endpoint group.
    listeners            integer not null default 0,
    most_endpoint_groups integer not null default 0,
    most_endpoints       integer not null default 0,
    most_access_prefixes integer not null default 0
);

create index accelerator_view_by_account on accelerator_view (account, accelerator_id);

create index accelerator_view_removed on accelerator_view (accelerator_id)
    where account is null and not forgotten;

-- Accelerators by the end of their term, which is ISO 8601 in UTC and so in order as text.
create index accelerator_view_by_end_of_term on accelerator_view (((body ->> 'expiresAt')) collate "C")
    where body -> 'suspension' is null and body ->> 'expiresAt' is not null;

-- Unconfirmed changes are few and polled every second. Without an index in the order of the query,
-- PostgreSQL reads every accelerator, since it cannot know how few they are.
create index accelerator_view_unconfirmed
    on accelerator_view (((body -> 'confirmation' ->> 'deadline')) collate "C", accelerator_id)
 where body -> 'confirmation' is not null;

-- Accelerators at about every hundredth revision: where reading the past begins. The log is the truth;
-- rows may be deleted at any time.
create table accelerator_snapshot (
    accelerator_id text        collate "C",
    revision       bigint      not null,
    occurred_at    timestamptz not null,
    body           jsonb       not null,
    primary key (accelerator_id, revision)
);

-- The last event that Kafka has acknowledged, and the ids of the topics that have it and all before
-- it: a topic that was deleted and created again has another id. Null before the first publication.
create table publication_position (
    one          boolean primary key default true check (one),
    xid          xid8   not null,
    position     bigint not null,
    events_topic text,
    images_topic text,
    fleet_topic  text
);

insert into publication_position (xid, position) values ('0', 0);

-- The witness to the event table, by number. Each record covers the one before it.
create table signed_checkpoint (
    number   bigint primary key,
    xid      xid8   not null,
    position bigint not null,
    events   bigint not null,
    record   jsonb  not null
);

-- The number up to which the topic with this id has the checkpoints. Null before the first
-- publication.
create table checkpoint_topic (
    one    boolean primary key default true check (one),
    topic  text,
    number bigint not null
);

insert into checkpoint_topic (number) values (0);

-- The copy of the catalog, and the record that each entry came with: the id of the topic, its partition and the
-- offset. body is null for a deletion.
create table catalog_entry (
    key       text    collate "C" primary key,
    version   bigint  not null,
    topic     text    not null,
    partition integer not null,
    position  bigint  not null,
    body      jsonb
);

-- The last heartbeat of every relay. received_at is the broker's time: relays have clocks of their own.
create table relay (
    relay_id                text collate "C" primary key,
    region                  text        not null,
    incarnation             timestamptz not null,
    last_heartbeat_at       timestamptz not null,
    path                    text        not null,
    accelerators            integer     not null,
    listeners               integer     not null,
    connections_active      bigint      not null,
    source                  text        not null,
    connections_by_revision jsonb       not null default '[]',
    connections_by_listener jsonb       not null default '[]',
    draining                boolean     not null default false,
    received_at                timestamptz not null default now()
);

-- Processes of relays in the order in which the broker received their first message. A process is
-- known by when it started, by a clock that may have been set back since. first_received_at is the
-- incarnation in the other tables.
create table relay_process (
    relay_id       text collate "C" not null,
    incarnation    timestamptz      not null,
    first_received_at timestamptz      not null,
    primary key (relay_id, incarnation)
);

-- What each relay has applied. effective_revision is the last revision that runs whole on the relay;
-- traceparent is the W3C trace context that came with the record.
create table relay_applied (
    relay_id           text collate "C" not null,
    accelerator_id     text collate "C" not null,
    region             text        not null,
    incarnation        timestamptz not null,
    revision           bigint      not null,
    applied_at         timestamptz not null,
    head               text        not null,
    failures           jsonb       not null,
    effective_revision bigint      not null,
    traceparent        text,
    primary key (accelerator_id, relay_id)
);

-- Nearly everything runs as wanted, and relays are shown with how much does not.
create index relay_applied_failing on relay_applied (relay_id, incarnation)
    where failures <> '[]';

-- The health of the endpoints of each accelerator, as each relay last reported it.
create table relay_endpoint_health (
    accelerator_id text collate "C" not null,
    relay_id       text collate "C" not null,
    region         text        not null,
    incarnation    timestamptz not null,
    reported_at        timestamptz not null,
    endpoints      jsonb       not null,
    part           int         not null,
    parts          int         not null,
    primary key (accelerator_id, relay_id, part)
);

-- Messages of relays that could not be stored, as they came.
create table refused_status (
    message_partition integer     not null,
    message_offset    bigint      not null,
    refused_at        timestamptz not null default now(),
    message_key       bytea       not null,
    message_value     bytea       not null,
    cause             text        not null,
    primary key (message_partition, message_offset)
);

create index refused_status_by_age on refused_status (refused_at);

-- How far the status topic is stored, give or take a second. A database that was restored to an
-- earlier moment reads again from there, though the consumer group is further.
create table status_offset (
    message_partition integer primary key,
    next_offset       bigint not null
);

-- The nearest stage before the end of its term that was announced for an accelerator, and which end.
create table announced_stage (
    accelerator_id text collate "C" primary key,
    expires_at     text collate "C" not null,
    stage          text             not null
);

-- Which accelerator has a port of an accelerated address. The first claim wins, whatever relays do.
create table port_claim (
    address        text collate "C" not null,
    protocol       text             not null,
    port           integer          not null,
    accelerator_id text collate "C" not null,
    primary key (address, protocol, port)
);

create index port_claim_by_accelerator on port_claim (accelerator_id);

-- Mutations with an Idempotency-Key, and their first answers. Kept for a day.
create table keyed_request (
    account     text collate "C" not null,
    key         text collate "C" not null,
    fingerprint text             not null,
    claim       uuid             not null,
    claimed_at  timestamptz      not null default now(),
    stream_id   text,   -- null until the change is committed
    revision    bigint,
    status      integer, -- null until it is answered
    headers     jsonb,
    body        bytea,
    primary key (account, key)
);

create index keyed_request_by_age on keyed_request (claimed_at);

-- Measurements of accelerators that users asked for, kept for 30 days and at most 100 for each
-- accelerator. request is the AskedProbe as the relay got it, samples are ProbeSamples.
create table probe (
    probe_id       text collate "C" primary key,
    account        text             not null,
    accelerator_id text collate "C" not null,
    relay_id       text collate "C" not null,
    request        jsonb            not null,
    about          jsonb            not null,
    requested_at   timestamptz      not null default now(),
    samples        jsonb            not null default '[]',
    finished_at    timestamptz,
    failure        text
);

create index probe_by_account on probe (account, requested_at);
create index probe_by_accelerator on probe (accelerator_id, requested_at desc, probe_id);
create index probe_by_age on probe (requested_at);
