#!/bin/sh
# Run by the image when the server starts for the first time: a database and a role for each service, and no way into another's.
set -eu
for service in matrix assessment reporting console; do
  psql --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres \
    --set=name="rung_${service}" --set=password="${DATABASE_PASSWORD}" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
done
