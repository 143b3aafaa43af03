-- What relays said that could not be noted, as it came.
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
