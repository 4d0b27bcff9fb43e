#!/usr/bin/env bash
# Makes test/.venv with the readers of requirements.txt, unless it is there already.
set -euo pipefail
cd "$(dirname "$0")"
made=../.venv/requirements.txt
cmp -s requirements.txt "$made" && exit
/usr/bin/python3 -m venv --clear --system-site-packages ../.venv
../.venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt
cp requirements.txt "$made"
