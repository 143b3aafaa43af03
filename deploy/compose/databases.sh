#!/usr/bin/env bash
# databases.sh NAME...: makes databases, and for each a role of the same name that owns it and enters no other; sets the
# passwords of roles. Passwords come from /run/sixlane/ROLE/postgres-password and are never an argument.
set -euo pipefail

PGPASSWORD="$(cat /run/sixlane/postgres/postgres-password)"
export PGPASSWORD PGHOST=postgres PGUSER=postgres PGDATABASE=postgres

for name in "$@"; do
    psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set name="$name" <<'SQL'
set log_statement = 'none';
set log_min_error_statement = panic;
\set path '/run/sixlane/' :name '/postgres-password'
\set password `cat :path`
select format('create role %I login', :'name')
 where not exists (select 1 from pg_roles where rolname = :'name') \gexec
alter role :"name" password :'password';
select format('create database %I owner %I', :'name', :'name')
 where not exists (select 1 from pg_database where datname = :'name') \gexec
revoke all on database :"name" from public;
revoke all on database postgres from public;
revoke all on database template1 from public;
SQL
done
