-- The traffic of one accelerator at one relay in one window, as one process of the relay reported it.
-- Rows are absolute, and only a report with a higher sequence replaces one: writing again, late or in
-- another order changes nothing.
create table relay_window (
    accelerator_id      text        not null,
    window_start        timestamptz not null,
    window_seconds      integer     not null check (window_seconds > 0),
    relay_id            text        not null,
    region              text        not null,
    connections_opened  bigint      not null,
    connections_active  bigint      not null,
    connections_refused bigint      not null,
    connections_failed  bigint      not null,
    bytes_in            bigint      not null,
    bytes_out           bigint      not null,
    -- HdrHistograms of microseconds
    connect_micros      bytea       not null,
    first_byte_micros   bytea       not null,
    account             text        not null,
    -- TrafficReport.listeners
    listeners           jsonb       not null,
    -- when the process started
    incarnation         timestamptz not null,
    sequence            bigint      not null,
    primary key (accelerator_id, window_start, relay_id, window_seconds, incarnation)
);

-- for the removal of rows past their retention
create index relay_window_by_start on relay_window using brin (window_start);

-- Windows of 60, 3600 and 86400 s: of minutes from relay_window, of the others from the next finer.
create table rolled_window (
    accelerator_id      text        not null,
    window_start        timestamptz not null,
    window_seconds      integer     not null check (window_seconds in (60, 3600, 86400)),
    relay_id            text        not null,
    region              text        not null,
    connections_opened  bigint      not null,
    connections_active  bigint      not null,
    connections_refused bigint      not null,
    connections_failed  bigint      not null,
    bytes_in            bigint      not null,
    bytes_out           bigint      not null,
    connect_micros      bytea       not null,
    first_byte_micros   bytea       not null,
    account             text        not null,
    listeners           jsonb       not null,
    -- how many of the seconds have a report
    reported_seconds    integer     not null,
    primary key (accelerator_id, window_seconds, window_start, relay_id)
);

create index rolled_window_by_start on rolled_window using brin (window_start);

-- Windows that lack what was stored since they were rolled up, or that were never rolled up.
create table rollup_due (
    accelerator_id text        not null,
    window_start   timestamptz not null,
    window_seconds integer     not null,
    relay_id       text        not null,
    due_at         timestamptz not null,
    primary key (accelerator_id, window_start, window_seconds, relay_id)
);

create index rollup_due_by_time on rollup_due (window_seconds, due_at);

-- One row per relayed connection or UDP session: the client behind an address of a relay.
create table flow (
    connection_id         uuid        not null primary key,
    relay_id              text        not null,
    region                text        not null,
    account               text        not null,
    accelerator_id        text        not null,
    revision              bigint      not null,
    listener_id           text        not null,
    protocol              text        not null,
    client_address        inet        not null,
    client_port           integer     not null,
    accelerated_address   inet        not null,
    accelerated_port      integer     not null,
    -- null when no endpoint was reached
    endpoint_group_id     text,
    endpoint_group_region text,
    endpoint_id           text,
    endpoint_address      inet,
    endpoint_port         integer,
    outgoing_address      inet,
    outgoing_port         integer,
    -- relays that carried it on, one a line; empty when it went direct
    way                   text,
    opened_at             timestamptz not null,
    -- null while it is open
    closed_at             timestamptz,
    connect_micros        bigint,
    first_byte_micros     bigint,
    bytes_in              bigint      not null,
    bytes_out             bigint      not null,
    close_cause           text
);

-- the client behind an address and port at a moment
create index flow_by_outgoing on flow (outgoing_address, outgoing_port, opened_at);

-- for the removal of rows past their retention
create index flow_by_opened_at on flow using brin (opened_at);

-- Records of relays that can never be stored, up to their first 16 KiB.
create table refused_record (
    topic             text        not null,
    message_partition integer     not null,
    message_offset    bigint      not null,
    refused_at        timestamptz not null default now(),
    message_value     bytea       not null,
    cause             text        not null,
    primary key (topic, message_partition, message_offset)
);

create index refused_record_by_age on refused_record (refused_at);
