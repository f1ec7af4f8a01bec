#!/usr/bin/env bash
# Collects every marked word into translations/en, keeping what is translated, dropping what is gone.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
pot=$(mktemp)
"$bin/pybabel" -q extract -F tools/babel.cfg -k _l -k lazy_gettext --no-location --sort-output -o "$pot" participation
po=participation/translations/en/LC_MESSAGES/messages.po
mkdir -p "$(dirname $po)"
if [ -e $po ]; then
  "$bin/pybabel" -q update --ignore-obsolete --no-fuzzy-matching --omit-header -l en -i "$pot" -o $po
else
  "$bin/pybabel" -q init -l en -i "$pot" -o $po
fi
rm -f "$pot"
