-- The larger instances of the hosted service, by the same pattern: of n units 20 n Mbit/s, 5000 n
-- connections, 15 + 150 n USD a month. From 20 units on an instance accelerates every region.
insert into specification (code, units, name, regions, peak_mbps, max_connections, monthly_price)
select larger.code, larger.units, larger.name, (select count(*) from region),
       20 * larger.units, 5000 * larger.units, 1500 + 15000 * larger.units
from (values ('LARGE_I',         20, 'Large I'),
             ('LARGE_II',        30, 'Large II'),
             ('LARGE_III',       40, 'Large III'),
             ('LARGE_IV',        50, 'Large IV'),
             ('LARGE_V',         60, 'Large V'),
             ('LARGE_VI',        70, 'Large VI'),
             ('LARGE_VII',       80, 'Large VII'),
             ('LARGE_VIII',      90, 'Large VIII'),
             ('SUPER_LARGE_I',  100, 'Super Large I'),
             ('SUPER_LARGE_II', 200, 'Super Large II')) as larger (code, units, name);

-- A year for the price of ten months: this installation's default, for an operator to change.
alter table specification
    add column yearly_price bigint check (yearly_price >= 0);
update specification
set yearly_price = 10 * monthly_price, version = version + 1;
alter table specification
    alter column yearly_price set not null;

-- traffic_price: of 10^9 bytes. p95_price_per_mbps: a month. Both in cents, this installation's
-- defaults.
alter table bandwidth_type
    add column yearly_price_per_mbps             bigint check (yearly_price_per_mbps >= 0),
    add column yearly_crossborder_price_per_mbps bigint check (yearly_crossborder_price_per_mbps >= 0),
    add column traffic_price                     bigint check (traffic_price >= 0),
    add column p95_price_per_mbps                bigint check (p95_price_per_mbps >= 0);
update bandwidth_type
set yearly_price_per_mbps = 10 * monthly_price_per_mbps,
    yearly_crossborder_price_per_mbps = 10 * monthly_crossborder_price_per_mbps,
    traffic_price = monthly_price_per_mbps / 100,
    p95_price_per_mbps = monthly_price_per_mbps * 5 / 4,
    version = version + 1;
alter table bandwidth_type
    alter column yearly_price_per_mbps set not null,
    alter column yearly_crossborder_price_per_mbps set not null,
    alter column traffic_price set not null,
    alter column p95_price_per_mbps set not null;
