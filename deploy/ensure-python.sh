#!/usr/bin/env bash
# A Debian without python3-venv cannot make an environment: as root install it, else say the one line and stop.
set -euo pipefail
python="${1:-python3}"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed." >&2; exit 2; }
"$python" -c 'import ensurepip, venv' 2>/dev/null && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "Run this once, then make again:  sudo apt-get install -y python3-venv" >&2
  exit 2
fi
apt-get update -q && apt-get install -y -q --no-install-recommends python3-venv
