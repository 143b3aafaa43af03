-- Open connections of each relay by listener, as it said last; null of one that does not say.
alter table relay
    add column connections_by_listener jsonb;
