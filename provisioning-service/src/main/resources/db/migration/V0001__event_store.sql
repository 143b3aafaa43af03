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

-- The newest record of every accelerator. A deleted one has no account.
create table accelerator_view (
    accelerator_id text collate "C" primary key,
    account        text,
    revision       bigint not null,
    body           jsonb  not null
);

create index accelerator_view_by_account on accelerator_view (account, accelerator_id);
