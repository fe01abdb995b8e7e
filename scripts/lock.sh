#!/bin/sh
# Pins every dependency with hashes and without the address of any registry.
set -eu

compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links "$@"
}

compile pyproject.toml --output-file requirements/base.txt $*
compile pyproject.toml --group dev --output-file requirements/dev.txt $*
compile --group node --output-file requirements/node.txt $*
compile --group lock --output-file requirements/lock.txt $*
