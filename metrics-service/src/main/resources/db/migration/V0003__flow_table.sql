-- One relayed connection or UDP session each: who was behind which address of a relay.
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
    opened_at             timestamptz not null,
    -- null while it is open
    closed_at             timestamptz,
    connect_micros        bigint,
    first_byte_micros     bigint,
    bytes_in              bigint      not null,
    bytes_out             bigint      not null,
    close_cause           text
);

-- who was behind an address and port at a moment
create index flow_by_outgoing on flow (outgoing_address, outgoing_port, opened_at);

-- for the removal of what is past its retention
create index flow_by_opened_at on flow using brin (opened_at);
