-- What relays say since version 2 of their reports; null in windows of before.
alter table relay_window
    add column account   text,
    -- TrafficReport.listeners, incarnations added up
    add column listeners jsonb;
