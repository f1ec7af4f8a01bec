#!/usr/bin/env bash
# The whole suite, in the order in which it is cheapest to fail. `check.sh votes` narrows it.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
only=${1:-}

# Temporary files in memory where there is room: the suite makes thousands of small databases.
if [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm | tail -n 1)" -gt 1500000 ]; then
  TMPDIR=$(mktemp -d /dev/shm/yiqilai.XXXXXX)
  export TMPDIR
  chmod 755 "$TMPDIR"
  trap 'rm -rf "$TMPDIR"' EXIT
fi

lint() {
  "$bin/ruff" check .
  "$bin/ruff" format --check .
  "$bin/mypy"
  "$bin/lint-imports" | grep -E 'KEPT|BROKEN|broken|->' || true
  "$bin/lint-imports" >/dev/null
  "$bin/djlint" --quiet --lint participation/templates
}

case $only in
  --lint) lint ;;
  "")
    lint
    "$bin/pytest" -q -n 2 --dist worksteal
    ;;
  *) "$bin/pytest" -q "tests/$only" ;;
esac
