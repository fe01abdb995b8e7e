#!/bin/sh
# Makes .venv with pip in it. PYTHON says from which Python; it must be 3.11 or newer.
set -eu

python=${PYTHON:-python3}

fail() {
    echo "$*" >&2
    exit 1
}

command -v "$python" >/dev/null || fail "No '$python' here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3 …"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old: Foreningsbro needs 3.11 or newer. Name one: make PYTHON=/path/to/python3 …"

# Debian ships Python without what makes virtual environments.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    command -v apt-get >/dev/null ||
        fail "This Python lacks the module ensurepip; install your system's package with venv for it."
    [ "$(id -u)" = 0 ] || fail "This Python cannot make virtual environments. As root: apt-get install $package"
    DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null
fi

"$python" -m venv --clear .venv
