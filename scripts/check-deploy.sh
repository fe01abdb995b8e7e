#!/bin/sh
# Django's deployment check with the environment a municipality would set: no warning is let pass.
set -eu

env -u DEBUG -u DEMO \
    SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ALLOWED_HOSTS=foreningsbro.example.dk \
    BASE_URL=https://foreningsbro.example.dk \
    DATABASE_URL=postgres://foreningsbro:secret@127.0.0.1:5432/foreningsbro \
    EMAIL_URL=smtp+tls://user:secret@mail.example.dk:587 \
    STAFF_MFA_REQUIRED=true \
    .venv/bin/python manage.py check --deploy --fail-level WARNING
