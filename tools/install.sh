#!/bin/sh
# Puts what `cargo build` made where people use it, or takes it away again: `make install`, `make uninstall`.
#
#   tools/install.sh put BINARY PREFIX    copies; DESTDIR is set before each path, for those who make packages
#   tools/install.sh take PREFIX          removes what `put` made, and nothing else
#
# bin/prepose finds lib/prepose/libz3 by a path relative to itself (build.rs), so the whole may be moved together.
set -eu

lay_out() {
  root="${DESTDIR:-}$1"
  bin="$root/bin"
  lib="$root/lib/prepose"
  doc="$root/share/doc/prepose"
  man="$root/share/man/man1"
  bash="$root/share/bash-completion/completions"
  zsh="$root/share/zsh/site-functions"
  fish="$root/share/fish/vendor_completions.d"
}

put() {
  binary=$1
  lay_out "$2"
  trap 'rm -rf "$root/lib/.prepose.new" "$bin/.prepose.new"' EXIT
  # first what can fail: an older one stays until then
  copy_library "$(dirname "$binary")/../lib/prepose" "$root/lib/.prepose.new"
  take_away
  mv "$root/lib/.prepose.new" "$lib"
  mkdir -p "$bin" "$doc" "$bash" "$zsh" "$fish"
  # renamed into place, so that one that runs keeps its file
  cp "$binary" "$bin/.prepose.new"
  chmod 755 "$bin/.prepose.new"
  mv "$bin/.prepose.new" "$bin/prepose"
  cp README.md LANGUAGE.md LICENSE-MIT LICENSE-APACHE THIRD-PARTY.md "$doc"
  "$bin/prepose" man --folder "$man"
  "$bin/prepose" completions bash > "$bash/prepose"
  "$bin/prepose" completions zsh > "$zsh/_prepose"
  "$bin/prepose" completions fish > "$fish/prepose.fish"
  echo "installed: $bin/prepose"
  [ -n "${DESTDIR:-}" ] || case ":$PATH:" in *":$bin:"*) ;; *) echo "$bin is not in PATH: add it to call it \`prepose\`";; esac
}

# The library once, and its other names as links beside it.
copy_library() {
  rm -rf "$2"
  mkdir -p "$2"
  first=
  for each in "$1"/libz3.so* "$1"/libz3.*dylib; do
    [ -e "$each" ] || continue
    name=$(basename "$each")
    if [ -z "$first" ]; then
      cp -L "$each" "$2/$name"
      chmod 755 "$2/$name"
      first=$name
    else
      ln -s "$first" "$2/$name"
    fi
  done
  [ -n "$first" ] || { echo "there is no libz3 in $1: run \`make build\` again" >&2; exit 1; }
}

take_away() {
  rm -rf "$lib" "$doc"
  rm -f "$bin/prepose" "$bash/prepose" "$zsh/_prepose" "$fish/prepose.fish"
  rm -f "$man/prepose.1" "$man"/prepose-*.1
}

case "${1:-} $#" in
  "put 3") put "$2" "$3" ;;
  "take 2") lay_out "$2"; take_away; echo "removed: $bin/prepose" ;;
  *) echo "usage: tools/install.sh put BINARY PREFIX | take PREFIX" >&2; exit 2 ;;
esac
