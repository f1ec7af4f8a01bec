#!/usr/bin/env bash
# Installs what the checks need from Debian, or says the exact line when it may not.
set -u
wanted=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted+=(postgresql)
[ -x /usr/bin/chromium ] || wanted+=(chromium)
command -v pdftoppm >/dev/null || wanted+=(poppler-utils)
command -v zbarimg >/dev/null || wanted+=(zbar-tools)
{ fc-list ':lang=zh' 2>/dev/null; ls /usr/share/fonts/opentype/noto/NotoSansCJK* 2>/dev/null; } \
  | grep -q . || wanted+=(fonts-noto-cjk)
[ ${#wanted[@]} -eq 0 ] && exit 0

line="apt-get install -y --no-install-recommends ${wanted[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || { echo "needed, and not ours to install: sudo $line"; exit 1; }
  as_root=(sudo -n)
fi
echo "$line"
log=$(mktemp)
# A fresh PostgreSQL package starts a server of its own; the tests bring their own cluster.
policy=/usr/sbin/policy-rc.d
made_policy=
if [ ! -e $policy ]; then
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee $policy >/dev/null && "${as_root[@]}" chmod +x $policy && made_policy=1
fi
{ "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $line; } >"$log" 2>&1
done=$?
[ -n "$made_policy" ] && "${as_root[@]}" rm -f $policy
[ $done -eq 0 ] || { tail -n 20 "$log"; echo "could not install; by hand: $line"; }
rm -f "$log"
exit $done
