-- Accelerators as they were about every hundred revisions: where reading the past begins. What the
-- log says is the truth; these may be deleted at any time.
create table accelerator_snapshot (
    accelerator_id text        collate "C",
    revision       bigint      not null,
    occurred_at    timestamptz not null,
    body           jsonb       not null,
    primary key (accelerator_id, revision)
);
