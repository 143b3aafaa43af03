-- What can be bought. The version of a row rises by one with each change of it, its deletion included: the
-- row stays, so that versions never begin again. published_version is the version that Kafka last
-- acknowledged, 0 for none.

create table region (
    code              text    primary key,
    name              text    not null,
    area              text    not null,
    mainland_china    boolean not null,
    ipv6              boolean not null,
    name_chinese      text,
    coordinates       text,
    icp_required      boolean,
    version           bigint  not null default 1,
    published_version bigint  not null default 0,
    deleted           boolean not null default false
);

-- Prices in cents. One currency for all, so that prices can be added up.
create table specification (
    code              text    primary key,
    name              text    not null,
    regions           integer not null check (regions > 0),
    peak_mbps         integer not null check (peak_mbps > 0),
    max_connections   integer not null check (max_connections > 0),
    currency          text    not null default 'USD',
    monthly_price     bigint  not null check (monthly_price >= 0),
    yearly_price      bigint  not null check (yearly_price >= 0),
    version           bigint  not null default 1,
    published_version bigint  not null default 0,
    deleted           boolean not null default false
);

-- traffic_price: per 10^9 bytes. p95_price_per_mbps: per month. Null where bandwidth is not sold so.
create table bandwidth_type (
    code                               text    primary key,
    name                               text    not null,
    off_cloud                          boolean not null,
    global                             boolean not null,
    endpoint_types                     text[]  not null,
    currency                           text    not null default 'USD',
    monthly_price_per_mbps             bigint  not null check (monthly_price_per_mbps >= 0),
    monthly_crossborder_price_per_mbps bigint  not null check (monthly_crossborder_price_per_mbps >= 0),
    yearly_price_per_mbps              bigint  not null check (yearly_price_per_mbps >= 0),
    yearly_crossborder_price_per_mbps  bigint  not null check (yearly_crossborder_price_per_mbps >= 0),
    traffic_price                      bigint  check (traffic_price >= 0),
    p95_price_per_mbps                 bigint  check (p95_price_per_mbps >= 0),
    version                            bigint  not null default 1,
    published_version                  bigint  not null default 0,
    deleted                            boolean not null default false
);

-- The largest plan and the longest terms that are sold: one row. 0 months or years sells none.
create table limits (
    code              text    primary key default 'SALES' check (code = 'SALES'),
    plan_mbps         integer not null check (plan_mbps > 0),
    months            integer not null check (months >= 0),
    years             integer not null check (years >= 0),
    open_ended        boolean not null,
    version           bigint  not null default 1,
    published_version bigint  not null default 0
);

-- Each change of an entry, in the form and with the hashes of the log: stream "catalog". published: Kafka has
-- acknowledged it.
create table event (
    revision  bigint  primary key,
    record    jsonb   not null,
    published boolean not null default false
);

create index event_unpublished on event (revision) where not published;

-- The preset "seed": regions and areas of the hosted service. IPv6 clients connect in the five regions that the
-- tutorial names: Beijing, Hangzhou, Shanghai, Shenzhen and Hong Kong.
insert into region (code, name, area, mainland_china, ipv6, name_chinese, coordinates) values
    ('cn-qingdao',     'China (Qingdao)',       'NORTH_CHINA',     true,  false, '华北 1（青岛）', '36.07,120.38'),
    ('cn-beijing',     'China (Beijing)',       'NORTH_CHINA',     true,  true, '华北 2（北京）', '39.90,116.41'),
    ('cn-zhangjiakou', 'China (Zhangjiakou)',   'NORTH_CHINA',     true,  false, '华北 3（张家口）', '40.77,114.89'),
    ('cn-wulanchabu',  'China (Ulanqab)',       'NORTH_CHINA',     true,  false, '华北 6（乌兰察布）', '40.99,113.13'),
    ('cn-shenzhen',    'China (Shenzhen)',      'SOUTH_CHINA',     true,  true, '华南 1（深圳）', '22.54,114.06'),
    ('cn-heyuan',      'China (Heyuan)',        'SOUTH_CHINA',     true,  false, '华南 2（河源）', '23.74,114.70'),
    ('cn-guangzhou',   'China (Guangzhou)',     'SOUTH_CHINA',     true,  false, '华南 3（广州）', '23.13,113.26'),
    ('cn-hangzhou',    'China (Hangzhou)',      'EAST_CHINA',      true,  true, '华东 1（杭州）', '30.27,120.16'),
    ('cn-shanghai',    'China (Shanghai)',      'EAST_CHINA',      true,  true, '华东 2（上海）', '31.23,121.47'),
    ('cn-chengdu',     'China (Chengdu)',       'SOUTHWEST_CHINA', true,  false, '西南 1（成都）', '30.57,104.07'),
    ('cn-hongkong',    'China (Hong Kong)',     'ASIA_PACIFIC',    false, true, '中国香港', '22.32,114.17'),
    ('ap-northeast-1', 'Japan (Tokyo)',         'ASIA_PACIFIC',    false, false, '日本（东京）', '35.68,139.69'),
    ('ap-northeast-2', 'South Korea (Seoul)',   'ASIA_PACIFIC',    false, false, '韩国（首尔）', '37.57,126.98'),
    ('ap-southeast-1', 'Singapore',             'ASIA_PACIFIC',    false, false, '新加坡', '1.35,103.82'),
    ('ap-southeast-3', 'Malaysia (Kuala Lumpur)', 'ASIA_PACIFIC',  false, false, '马来西亚（吉隆坡）', '3.14,101.69'),
    ('ap-southeast-5', 'Indonesia (Jakarta)',   'ASIA_PACIFIC',    false, false, '印度尼西亚（雅加达）', '-6.21,106.85'),
    ('ap-southeast-6', 'Philippines (Manila)',  'ASIA_PACIFIC',    false, false, '菲律宾（马尼拉）', '14.60,120.98'),
    ('ap-southeast-7', 'Thailand (Bangkok)',    'ASIA_PACIFIC',    false, false, '泰国（曼谷）', '13.76,100.50'),
    ('us-west-1',      'US (Silicon Valley)',   'NORTH_AMERICA',   false, false, '美国（硅谷）', '37.39,-122.08'),
    ('us-east-1',      'US (Virginia)',         'NORTH_AMERICA',   false, false, '美国（弗吉尼亚）', '38.95,-77.45'),
    ('eu-central-1',   'Germany (Frankfurt)',   'EUROPE',          false, false, '德国（法兰克福）', '50.11,8.68'),
    ('eu-west-1',      'UK (London)',           'EUROPE',          false, false, '英国（伦敦）', '51.51,-0.13'),
    ('me-east-1',      'UAE (Dubai)',           'MIDDLE_EAST',     false, false, '阿联酋（迪拜）', '25.20,55.27');

-- Limits are the tutorial's table, continued by the hosted service's larger instances: n units have
-- 20 n Mbit/s, 5000 n connections, and cost 15 + 150 n USD a month (the hosted service's list price of
-- 2021). From 20 units on, an instance accelerates every region. A year costs ten months: this
-- installation's default, for an operator to change.
insert into specification (
    code, name, regions, peak_mbps, max_connections, monthly_price, yearly_price)
select code, name, coalesce(limited, (select count(*) from region)),
       20 * units, 5000 * units, 1500 + 15000 * units, 10 * (1500 + 15000 * units)
  from (values ('SMALL_I',          1, 'Small I',           1),
               ('SMALL_II',         2, 'Small II',          2),
               ('SMALL_III',        3, 'Small III',         3),
               ('MEDIUM_I',         5, 'Medium I',          5),
               ('MEDIUM_II',        8, 'Medium II',         8),
               ('MEDIUM_III',      10, 'Medium III',       10),
               ('LARGE_I',         20, 'Large I',        null),
               ('LARGE_II',        30, 'Large II',       null),
               ('LARGE_III',       40, 'Large III',      null),
               ('LARGE_IV',        50, 'Large IV',       null),
               ('LARGE_V',         60, 'Large V',        null),
               ('LARGE_VI',        70, 'Large VI',       null),
               ('LARGE_VII',       80, 'Large VII',      null),
               ('LARGE_VIII',      90, 'Large VIII',     null),
               ('SUPER_LARGE_I',  100, 'Super Large I',  null),
               ('SUPER_LARGE_II', 200, 'Super Large II', null)
       ) as instance (code, units, name, limited);

-- Backends and scope are the tutorial's table. Prices are not published there: these are this
-- installation's defaults, for an operator to change.
insert into bandwidth_type (
    code, name, off_cloud, global, endpoint_types,
    monthly_price_per_mbps, monthly_crossborder_price_per_mbps,
    yearly_price_per_mbps, yearly_crossborder_price_per_mbps,
    traffic_price, p95_price_per_mbps)
select code, name, off_cloud, global, cast(endpoint_types as text[]),
       monthly, 6000, 10 * monthly, 10 * 6000, monthly / 100, monthly * 5 / 4
  from (values ('BASIC',    'Basic',    false, false, '{ECS,SLB,PUBLIC_IP}', 800),
               ('ENHANCED', 'Enhanced', true,  false, '{ECS,SLB,PUBLIC_IP,CUSTOM_IP,CUSTOM_DOMAIN}', 1200),
               ('PREMIUM',  'Premium',  true,  true,  '{ECS,SLB,PUBLIC_IP,CUSTOM_IP,CUSTOM_DOMAIN}', 4500)
       ) as type (code, name, off_cloud, global, endpoint_types, monthly);

-- The hosted service's: CreateBandwidthPackage has up to 2,000 Mbit/s, PricingCycle up to 9 months and 3 years, and
-- POSTPAY has no end.
insert into limits (plan_mbps, months, years, open_ended)
values (2000, 9, 3, true);

-- The preset "own" begins without prices: for an operator who sells nothing.
update specification
   set monthly_price = 0, yearly_price = 0
 where '${preset}' = 'own';
update bandwidth_type
   set monthly_price_per_mbps = 0, monthly_crossborder_price_per_mbps = 0,
       yearly_price_per_mbps = 0, yearly_crossborder_price_per_mbps = 0,
       traffic_price = 0, p95_price_per_mbps = 0
 where '${preset}' = 'own';
