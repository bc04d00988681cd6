#!/bin/sh
# The commands of action.yml.
#
#   action.sh build   builds prepose where this file lies
#   action.sh check   checks PREPOSE_PATHS with PREPOSE_ARGUMENTS (both one a line), marks findings in the workflow's log,
#                     and writes PREPOSE_SARIF; PREPOSE is the program, and empty the one that `build` made
#
# Exit codes are those of `prepose check`: 0 fine, 1 findings, 2 misuse or a failure of the world.
set -eu
home="$(cd "$(dirname "$0")/.." && pwd)"

build() {
  make --no-print-directory -C "$home" deps
  cargo build --quiet --release --locked --manifest-path "$home/Cargo.toml" --target-dir "$home/target"
}

check() {
  prepose="${PREPOSE:-$home/target/release/prepose}"
  # one argument a line, whatever else is in it
  set -f
  IFS='
'
  # shellcheck disable=SC2086
  set -- ${PREPOSE_ARGUMENTS:-} -- ${PREPOSE_PATHS:-.}
  unset IFS
  # the second time, answers come from the cache
  code=0
  "$prepose" check --format sarif "$@" > "$PREPOSE_SARIF.part" || code=$?
  # a log that is not whole is worse than none
  if [ "$code" -gt 1 ]; then rm -f "$PREPOSE_SARIF.part"; return "$code"; fi
  mv "$PREPOSE_SARIF.part" "$PREPOSE_SARIF"
  "$prepose" check --format github "$@" || code=$?
  return "$code"
}

case "${1:-}" in
  build) build ;;
  check) check ;;
  *) echo "usage: action.sh build|check" >&2; exit 2 ;;
esac
