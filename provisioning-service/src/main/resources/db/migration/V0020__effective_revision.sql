-- The last revision that runs whole on the relay (null from one that does not say), and the W3C
-- trace context that came with the record.
alter table relay_applied
    add column effective_revision bigint,
    add column traceparent        text;
