-- Open connections of each relay by the revision that admitted them, as it said last.
alter table relay
    add column connections_by_revision jsonb not null default '[]';
