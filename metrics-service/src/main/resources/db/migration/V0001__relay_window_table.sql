-- What one relay saw of one accelerator in one window, all of its incarnations added up.
-- Rows are absolute: writing one again changes nothing.
create table relay_window (
    accelerator_id      text        not null,
    window_start        timestamptz not null,
    window_seconds      integer     not null check (window_seconds > 0),
    relay_id            text        not null,
    region              text        not null,
    connections_opened  bigint      not null,
    connections_active  bigint      not null,
    connections_refused bigint      not null,
    connections_failed  bigint      not null,
    bytes_in            bigint      not null,
    bytes_out           bigint      not null,
    -- compressed HdrHistograms of microseconds
    connect_micros      bytea       not null,
    first_byte_micros   bytea       not null,
    primary key (accelerator_id, window_start, relay_id, window_seconds)
);

-- for the removal of what is past its retention
create index relay_window_by_start on relay_window using brin (window_start);
