-- What can be bought. The version of a row rises by one with each change of it;
-- published_version is the version that was last acknowledged by Kafka, 0 for none.

create table region (
    code              text    primary key,
    name              text    not null,
    area              text    not null,
    mainland_china    boolean not null,
    ipv6              boolean not null,
    version           bigint  not null default 1,
    published_version bigint  not null default 0
);

-- Prices in cents. One currency for all, so that prices can be added up.
create table specification (
    code              text    primary key,
    units             integer not null unique check (units > 0),
    name              text    not null,
    regions           integer not null check (regions > 0),
    peak_mbps         integer not null check (peak_mbps > 0),
    max_connections   integer not null check (max_connections > 0),
    currency          text    not null default 'USD' check (currency = 'USD'),
    monthly_price     bigint  not null check (monthly_price >= 0),
    version           bigint  not null default 1,
    published_version bigint  not null default 0
);

create table bandwidth_type (
    code                           text    primary key,
    rank                           integer not null unique,
    name                           text    not null,
    off_cloud                      boolean not null,
    global                         boolean not null,
    endpoint_types                 text[]  not null,
    currency                       text    not null default 'USD' check (currency = 'USD'),
    monthly_price_per_mbps         bigint  not null check (monthly_price_per_mbps >= 0),
    monthly_crossborder_price_per_mbps bigint not null check (monthly_crossborder_price_per_mbps >= 0),
    version                        bigint  not null default 1,
    published_version              bigint  not null default 0
);
