#!/usr/bin/env bash
# Makes a virtual environment where Debian ships Python without venv: installs it, or says how.
set -u
line="apt-get install -y python3-venv"
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  { apt-get update && $line; } >/dev/null 2>&1
fi
rm -rf "$2"
"$1" -m venv "$2" || { echo "no venv here; on Debian: sudo $line"; exit 1; }
