-- Which accelerator has a port of an accelerated address. The first claim wins, whatever relays do.
create table port_claim (
    address        text collate "C" not null,
    protocol       text             not null,
    port           integer          not null,
    accelerator_id text collate "C" not null,
    primary key (address, protocol, port)
);

create index port_claim_by_accelerator on port_claim (accelerator_id);
