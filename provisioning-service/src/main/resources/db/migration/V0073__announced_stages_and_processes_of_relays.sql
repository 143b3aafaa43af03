-- The nearest stage before the end of its term that an accelerator was told of, and which end.
create table announced_stage (
    accelerator_id text collate "C" primary key,
    expires_at     text collate "C" not null,
    stage          text             not null
);

-- When the broker noted the last heartbeat: relays have clocks of their own.
alter table relay
    add column heard_at timestamptz not null default now();

-- Processes of relays in the order in which the broker heard of them first. A process is known by
-- when it started, by a clock that may have been set back since the one before. first_heard_at is
-- what the other tables have as its incarnation.
create table relay_process (
    relay_id       text collate "C" not null,
    incarnation    timestamptz      not null,
    first_heard_at timestamptz      not null,
    primary key (relay_id, incarnation)
);

insert into relay_process (relay_id, incarnation, first_heard_at)
select relay_id, incarnation, incarnation
  from (select relay_id, incarnation from relay
         union
        select relay_id, incarnation from relay_applied
         union
        select relay_id, incarnation from relay_endpoint_health) as known;

-- How far the status topic was noted, give or take a second. A database that was restored to an
-- earlier moment reads again from there, though the consumer group is further.
create table status_checkpoint (
    message_partition integer primary key,
    next_offset       bigint not null
);
