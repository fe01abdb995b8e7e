#!/bin/sh
# The development server and, beside it, the worker that sends queued letters and runs jobs.
# Both stop together. Called by `make run`, which sets HOST, PORT and the environment.
set -eu

python=.venv/bin/python
case $HOST in 0.0.0.0 | ::) address=127.0.0.1 hosts='*' ;; *) address=$HOST hosts=127.0.0.1,localhost,$HOST ;; esac
export ALLOWED_HOSTS="${ALLOWED_HOSTS:-$hosts}"
export BASE_URL="${BASE_URL:-http://$address:$PORT}"
# Letters become files to look at; on the console they would bury everything else.
export EMAIL_URL="${EMAIL_URL:-filemail://$PWD/var/mail}"

if ! $python -c 'import socket, sys; socket.create_server((sys.argv[1], int(sys.argv[2]))).close()' \
    "$HOST" "$PORT" 2>/dev/null; then
    echo "Something already listens on $HOST:$PORT. Choose another port: make run PORT=8001" >&2
    exit 1
fi

mkdir -p var/mail
$python scripts/prepare.py

server='' worker='' greeter=''
stop() {
    trap - EXIT INT TERM HUP
    for process in $greeter $server $worker; do kill "$process" 2>/dev/null || true; done
    wait
}
trap 'stop' EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM HUP

$python manage.py worker &
worker=$!
$python manage.py runserver "$HOST:$PORT" &
server=$!
$python scripts/greet.py "$address" "$PORT" &
greeter=$!

status=0
wait "$server" || status=$?
exit "$status"
