#!/bin/sh
# Prints the path of a Chromium for the browser tests, installing one where there is none:
# CHROMIUM from the environment, an installed one, Debian's package (as root), playwright's own.
# The one without a window of its own is taken where it is: the same pages with a fifth less work.
set -eu

installed() {
    command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome ||
        command -v google-chrome-stable
}

playwrights() {
    found=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
')
    [ -x "$found" ] && echo "$found"
}

if [ -n "${CHROMIUM:-}" ]; then
    [ -x "$CHROMIUM" ] || { echo "CHROMIUM names $CHROMIUM, which cannot be run." >&2; exit 1; }
    echo "$CHROMIUM"
    exit
fi

installed && exit
playwrights 2>/dev/null && exit

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's Chromium for the browser tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null >/dev/null || true
    for package in chromium-headless-shell chromium; do
        apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null && break
    done || true
    installed && exit
fi

echo "Fetching playwright's chromium for the browser tests" >&2
.venv/bin/playwright install chromium </dev/null >&2 || true
playwrights 2>/dev/null && exit

cat >&2 <<'END'
The browser tests need Chromium, and none could be had. Any of these will do:
  - install it:  apt-get install chromium  (as root), or your system's package
  - let playwright fetch its own:  .venv/bin/playwright install --with-deps chromium
  - name one:  CHROMIUM=/path/to/chromium make test
END
exit 1
