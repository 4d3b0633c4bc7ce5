#!/usr/bin/env bash
# The tests drive a real Chromium that trusts the demo's CA, a real PostgreSQL, and two checkers: of types (on Node) and
# of markup (on Java). Programs come from Debian; the checkers from npm, as locked beside the tests that use them.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v certutil >/dev/null || missing+=(libnss3-tools)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v npm >/dev/null || missing+=(nodejs npm)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
if [ ${#missing[@]} -ne 0 ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "Run this once, then make test again:  sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 2
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

# What was installed keeps a copy of its lock: the same lock needs no second time.
for lock in tests/*/package-lock.json; do
  installed="${lock%/*}/node_modules"
  cmp -s "$lock" "$installed/.locked" && continue
  npm ci --prefix "${lock%/*}" --ignore-scripts --no-audit --no-fund --silent
  cp "$lock" "$installed/.locked"
done
