-- What each relay last found at the endpoints of each accelerator.
create table relay_endpoint_health (
    accelerator_id text collate "C"      not null,
    relay_id       text collate "C"      not null,
    region         text        not null,
    incarnation    timestamptz not null,
    said_at        timestamptz not null,
    endpoints      jsonb       not null,
    primary key (accelerator_id, relay_id)
);
