#!/bin/sh
# Throws the demo database and its documents away and makes them anew.
set -eu

if [ -n "${DATABASE_URL:-}" ]; then
    echo "DATABASE_URL is set: drop and create that database yourself, then run: make run" >&2
    exit 1
fi
export DEMO=true EMAIL_URL="${EMAIL_URL:-filemail://$PWD/var/mail}"
rm -f var/foreningsbro.sqlite3 var/foreningsbro.sqlite3-wal var/foreningsbro.sqlite3-shm
rm -rf var/documents var/mail
mkdir -p var/mail
.venv/bin/python scripts/prepare.py
