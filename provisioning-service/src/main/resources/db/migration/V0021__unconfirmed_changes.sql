-- Changes that take themselves back unless they are confirmed: few at any time.
create index accelerator_view_unconfirmed
    on accelerator_view (accelerator_id)
 where (body -> 'confirmation') is not null;
