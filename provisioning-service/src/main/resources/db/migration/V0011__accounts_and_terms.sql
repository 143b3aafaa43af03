-- Whose streams there are: the first event of each says it.
create index event_first_by_account on event ((record #>> '{actor,account}'), stream_id)
    where revision = 1;

-- Accelerators by the end of their term, which is ISO 8601 in UTC and so in order as text.
create index accelerator_view_by_end_of_term on accelerator_view (((body ->> 'expiresAt')) collate "C")
    where body -> 'suspension' is null and body ->> 'expiresAt' is not null;
