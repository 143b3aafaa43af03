-- The nearest stage before the end of its term that an accelerator was told of, and which end.
create table announced_stage (
    accelerator_id text collate "C" primary key,
    expires_at     text collate "C" not null,
    stage          text             not null
);
