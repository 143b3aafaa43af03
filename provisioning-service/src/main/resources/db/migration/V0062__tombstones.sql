-- A removed accelerator of which the images topic says nothing any more, not even that it is gone.
alter table accelerator_view
    add column forgotten boolean not null default false;

create index accelerator_view_removed on accelerator_view (accelerator_id)
    where account is null and not forgotten;
