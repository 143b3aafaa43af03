-- The witness to the event table, by number. Each record covers the one before it.
create table signed_checkpoint (
    number    bigint  primary key,
    xid       xid8    not null,
    position  bigint  not null,
    events    bigint  not null,
    record    jsonb   not null,
    published boolean not null default false
);
