-- Regions and areas of the hosted service. IPv6 clients connect in the five regions that the
-- tutorial names: Beijing, Hangzhou, Shanghai, Shenzhen and Hong Kong.
insert into region (code, name, area, mainland_china, ipv6) values
    ('cn-qingdao',     'China (Qingdao)',       'NORTH_CHINA',     true,  false),
    ('cn-beijing',     'China (Beijing)',       'NORTH_CHINA',     true,  true),
    ('cn-zhangjiakou', 'China (Zhangjiakou)',   'NORTH_CHINA',     true,  false),
    ('cn-wulanchabu',  'China (Ulanqab)',       'NORTH_CHINA',     true,  false),
    ('cn-shenzhen',    'China (Shenzhen)',      'SOUTH_CHINA',     true,  true),
    ('cn-heyuan',      'China (Heyuan)',        'SOUTH_CHINA',     true,  false),
    ('cn-guangzhou',   'China (Guangzhou)',     'SOUTH_CHINA',     true,  false),
    ('cn-hangzhou',    'China (Hangzhou)',      'EAST_CHINA',      true,  true),
    ('cn-shanghai',    'China (Shanghai)',      'EAST_CHINA',      true,  true),
    ('cn-chengdu',     'China (Chengdu)',       'SOUTHWEST_CHINA', true,  false),
    ('cn-hongkong',    'China (Hong Kong)',     'ASIA_PACIFIC',    false, true),
    ('ap-northeast-1', 'Japan (Tokyo)',         'ASIA_PACIFIC',    false, false),
    ('ap-northeast-2', 'South Korea (Seoul)',   'ASIA_PACIFIC',    false, false),
    ('ap-southeast-1', 'Singapore',             'ASIA_PACIFIC',    false, false),
    ('ap-southeast-3', 'Malaysia (Kuala Lumpur)', 'ASIA_PACIFIC',  false, false),
    ('ap-southeast-5', 'Indonesia (Jakarta)',   'ASIA_PACIFIC',    false, false),
    ('ap-southeast-6', 'Philippines (Manila)',  'ASIA_PACIFIC',    false, false),
    ('ap-southeast-7', 'Thailand (Bangkok)',    'ASIA_PACIFIC',    false, false),
    ('us-west-1',      'US (Silicon Valley)',   'NORTH_AMERICA',   false, false),
    ('us-east-1',      'US (Virginia)',         'NORTH_AMERICA',   false, false),
    ('eu-central-1',   'Germany (Frankfurt)',   'EUROPE',          false, false),
    ('eu-west-1',      'UK (London)',           'EUROPE',          false, false),
    ('me-east-1',      'UAE (Dubai)',           'MIDDLE_EAST',     false, false);

-- Limits are the tutorial's table. Of n units: 20 n Mbit/s, 5000 n connections, 15 + 150 n USD a
-- month (the hosted service's list price of 2021).
insert into specification (code, units, name, regions, peak_mbps, max_connections, monthly_price) values
    ('SMALL_I',     1, 'Small I',     1,  20,  5000,  16500),
    ('SMALL_II',    2, 'Small II',    2,  40, 10000,  31500),
    ('SMALL_III',   3, 'Small III',   3,  60, 15000,  46500),
    ('MEDIUM_I',    5, 'Medium I',    5, 100, 25000,  76500),
    ('MEDIUM_II',   8, 'Medium II',   8, 160, 40000, 121500),
    ('MEDIUM_III', 10, 'Medium III', 10, 200, 50000, 151500);

-- Backends and scope are the tutorial's table. Prices per Mbit/s and month are not published there:
-- these are this installation's defaults, for an operator to change.
insert into bandwidth_type (
    code, rank, name, off_cloud, global, endpoint_types,
    monthly_price_per_mbps, monthly_crossborder_price_per_mbps) values
    ('BASIC',    1, 'Basic',    false, false, '{ECS,SLB,PUBLIC_IP}',                         800, 6000),
    ('ENHANCED', 2, 'Enhanced', true,  false, '{ECS,SLB,PUBLIC_IP,CUSTOM_IP,CUSTOM_DOMAIN}', 1200, 6000),
    ('PREMIUM',  3, 'Premium',  true,  true,  '{ECS,SLB,PUBLIC_IP,CUSTOM_IP,CUSTOM_DOMAIN}', 4500, 6000);
