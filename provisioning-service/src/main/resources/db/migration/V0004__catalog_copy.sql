create table catalog_entry (
    key     text collate "C" primary key,
    version bigint not null,
    body    jsonb  not null
);
