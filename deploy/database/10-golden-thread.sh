#!/bin/sh
# Run once by PostgreSQL's image on an empty volume: an ordinary user that owns a database of its own,
# because row-level security does not bind a superuser.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" \
    --set "password=$(cat /run/secrets/GOLDEN_THREAD_PASSWORD)" <<'SQL'
CREATE ROLE golden_thread LOGIN PASSWORD :'password';
CREATE DATABASE golden_thread OWNER golden_thread;
SQL
