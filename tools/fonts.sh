#!/bin/sh
# Fetches the five fonts that paper is set in: tools/fonts.sh [DEST], by default var/fonts.
#
# Fandol (Song, Hei, Kai, Fang) comes from Debian's texlive-lang-chinese, LXGW WenKai Light, which
# holds the rare names, from fonts-lxgw-wenkai. The packages are only unpacked: no TeX, no root.
# PARTICIPATION_FONT_CACHE may name a folder that holds the .deb files or the fonts already.
set -eu

dest=${1:-var/fonts}
cache=${PARTICIPATION_FONT_CACHE:-}
wanted="FandolSong-Regular.otf FandolHei-Regular.otf FandolKai-Regular.otf FandolFang-Regular.otf
LXGWWenKai-Light.ttf"

missing() {
    for name in $wanted; do
        [ -s "$dest/$name" ] || echo "$name"
    done
}

# Copies what is still missing out of a folder, however deep it lies there.
take_from() {
    [ -d "$1" ] || return 0
    for name in $(missing); do
        found=$(find -L "$1" -type f -name "$name" 2>/dev/null | head -n 1)
        if [ -n "$found" ]; then
            cp "$found" "$dest/.$name.$$"
            mv "$dest/.$name.$$" "$dest/$name"
            chmod 644 "$dest/$name"
        fi
    done
}

unpack_from() {
    for package in "$1"/*.deb; do
        [ -f "$package" ] || continue
        # Only the font folders: the Chinese TeX package is far bigger than what we need of it.
        dpkg-deb --fsys-tarfile "$package" |
            tar -x -C "$temp" --wildcards '*/fandol/Fandol*.otf' '*/LXGWWenKai-Light.ttf' \
                2>/dev/null || true
    done
    take_from "$temp"
}

mkdir -p "$dest"
[ -n "$(missing)" ] || exit 0

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT INT TERM

if [ -n "$cache" ]; then
    take_from "$cache"
    [ -z "$(missing)" ] || unpack_from "$cache"
fi
take_from /usr/share/fonts
take_from /usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

if [ -n "$(missing)" ] && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    # A fresh machine has no package lists, and not everybody is root: lists of our own will do.
    set -- -qq -o APT::Sandbox::User=root
    (
        cd "$temp"
        for package in texlive-lang-chinese fonts-lxgw-wenkai; do
            apt-get download "$@" "$package" >/dev/null 2>&1 && continue
            if [ ! -d lists ]; then
                mkdir -p lists/partial cache/archives/partial
                set -- "$@" -o "Dir::State::Lists=$temp/lists" -o "Dir::Cache=$temp/cache"
                apt-get update "$@" >/dev/null 2>&1 || true
            fi
            apt-get download "$@" "$package" >/dev/null ||
                echo "apt-get download $package failed; is the machine online?" >&2
        done
    )
    unpack_from "$temp"
fi

if [ -n "$(missing)" ]; then
    echo "Still missing in $dest:" $(missing) >&2
    echo "On Debian or Ubuntu run: apt-get update && tools/fonts.sh $dest" >&2
    echo "Elsewhere copy these files there by hand (they are free: Fandol, LXGW WenKai)." >&2
    exit 1
fi
