#!/bin/sh
# Throws the demo database and its documents away and makes them anew.
set -eu

if [ -n "${DATABASE_URL:-}" ]; then
    echo "DATABASE_URL is set: drop and create that database yourself, then run: make run" >&2
    exit 1
fi
rm -f var/foreningsbro.sqlite3 var/foreningsbro.sqlite3-wal var/foreningsbro.sqlite3-shm
rm -rf var/documents
mkdir -p var
.venv/bin/python manage.py migrate --verbosity 0
.venv/bin/python manage.py demo
