#!/usr/bin/env bash
# Makes test/.venv and test/.venv/tables with the readers of requirements.txt, unless they are there already, and names them.
set -euo pipefail
cd "$(dirname "$0")"

# Arguments: the environment, the paragraph of requirements.txt, and what `venv` is told.
make() {
  /usr/bin/python3 -m venv --clear "${@:3}" "$1"
  # Most of what is installed is never imported, so that compiling it would take as long as all the rest.
  "$1/bin/pip" install --quiet --disable-pip-version-check --no-compile \
    --requirement <(awk -v RS= -v part="$2" 'NR == part' requirements.txt)
}

made=../.venv/made-of.txt
if ! cat install.sh requirements.txt | cmp -s - "$made"; then
  make ../.venv 2 --system-site-packages
  make ../.venv/tables 3
  cat install.sh requirements.txt >"$made"
fi
for environment in ../.venv ../.venv/tables; do "$environment/bin/python" versions.py; done
