-- What runs as wanted is nearly everything, and relays are shown with how much does not.
create index relay_applied_failing on relay_applied (relay_id, incarnation)
    where failures <> '[]';
