-- The last event that Kafka has acknowledged, and all before it.
create table publication_checkpoint (
    one      boolean primary key default true check (one),
    xid      xid8   not null,
    position bigint not null
);

insert into publication_checkpoint (xid, position) values ('0', 0);
