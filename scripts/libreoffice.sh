#!/bin/sh
# Prints the path of LibreOffice's soffice, with which a test opens the statutes as an association
# does: SOFFICE from the environment, an installed one, else Debian's Writer (as root).
set -eu

installed() {
    command -v soffice || command -v libreoffice
}

if [ -n "${SOFFICE:-}" ]; then
    [ -x "$SOFFICE" ] || { echo "SOFFICE names $SOFFICE, which cannot be run." >&2; exit 1; }
    echo "$SOFFICE"
    exit
fi

installed && exit

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's libreoffice-writer-nogui for the tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui; } </dev/null >/dev/null || true
    installed && exit
fi

cat >&2 <<'END'
A test opens the statutes in LibreOffice, and none could be had. Any of these will do:
  - install it:  apt-get install --no-install-recommends libreoffice-writer-nogui  (as root), or
    your system's package
  - name one:  SOFFICE=/path/to/soffice make test
END
exit 1
