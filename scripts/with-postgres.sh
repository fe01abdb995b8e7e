#!/bin/sh
# Runs a command with DATABASE_URL naming a PostgreSQL server: the one already named there, or a
# throw-away cluster that is stopped and removed when the command ends, however it ends.
#   sh scripts/with-postgres.sh COMMAND [ARGUMENT …]
set -eu

case ${DATABASE_URL:-} in postgres*) exec "$@" ;; esac

programs() {
    for folder in $(command -v initdb | xargs -r dirname) $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
}

bin=$(programs)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's postgresql for the tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } </dev/null >/dev/null
    bin=$(programs)
fi
if [ -z "$bin" ]; then
    cat >&2 <<'END'
The tests need a PostgreSQL server, and none could be had. Either will do:
  - install it:  apt-get install postgresql  (as root), or your system's package
  - name one where tests may create databases:  DATABASE_URL=postgres://user:password@host:5432/name
END
    exit 1
fi

place=$(mktemp -d "${TMPDIR:-/tmp}/foreningsbro-postgres.XXXXXX")
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$place"
    as() { (cd "$place" && runuser -u "$owner" -- "$@"); }
else
    as() { (cd "$place" && "$@"); }
fi

child=''
finish() {
    status=$?
    trap - EXIT
    trap '' INT TERM HUP
    [ -z "$child" ] || { kill "$child" 2>/dev/null && wait "$child"; } || true
    as "$bin/pg_ctl" --pgdata="$place/data" --mode=immediate --silent stop >/dev/null 2>&1 || true
    rm -rf "$place"
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

password=$(.venv/bin/python -c 'import secrets; print(secrets.token_hex(16))')
port=$(.venv/bin/python -c '
import socket
with socket.create_server(("127.0.0.1", 0)) as free:
    print(free.getsockname()[1])
')
as sh -c "umask 077 && printf '%s' '$password' >password"
as "$bin/initdb" --pgdata="$place/data" --username=foreningsbro --pwfile="$place/password" \
    --auth=scram-sha-256 --encoding=UTF8 --no-locale --no-sync >"$place/initdb.log" 2>&1 ||
    { cat "$place/initdb.log" >&2; exit 1; }
# Nothing here outlives the tests, so nothing waits for the disk.
as "$bin/pg_ctl" --pgdata="$place/data" --log="$place/log" --wait --silent start --options \
    "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c max_connections=100 \
     -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB" >/dev/null ||
    { cat "$place/initdb.log" >&2; exit 1; }

export DATABASE_URL="postgres://foreningsbro:$password@127.0.0.1:$port/postgres"
"$@" &
child=$!
status=0
wait "$child" || status=$?
child=''
exit "$status"
