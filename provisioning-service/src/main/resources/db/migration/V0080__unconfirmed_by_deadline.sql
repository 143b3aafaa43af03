-- Few at any time, and looked for every second: by an index that the order of the question needs,
-- or PostgreSQL reads every accelerator, since it cannot tell how few they are.
drop index accelerator_view_unconfirmed;

create index accelerator_view_unconfirmed
    on accelerator_view (((body -> 'confirmation' ->> 'deadline')) collate "C", accelerator_id)
 where body -> 'confirmation' is not null;
