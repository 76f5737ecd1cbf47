#!/bin/sh
# Draws the secrets of the compose file and writes them to deploy/.env, unless they are there: what was encrypted or derived with the old
# ones would be lost.
set -eu
umask 077
cd "$(dirname "$0")"
if [ -e .env ]; then
  echo "deploy/.env is there already and stays as it is."
  exit 0
fi
hex() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }
{
  echo "POSTGRES_PASSWORD=$(hex)"
  echo "DATABASE_PASSWORD=$(hex)"
  echo "GRAFANA_PASSWORD=$(hex)"
  echo "PERSON_ID_SECRET=$(hex)"
  echo "SESSION_SECRET=$(head -c 32 /dev/urandom | base64)"
  echo "KEY_ENCRYPTION_KEY=$(head -c 32 /dev/urandom | base64)"
} > .env.draft
mv .env.draft .env
echo "Wrote deploy/.env."
