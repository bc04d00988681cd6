#!/bin/sh
# The demonstration of `make demo`: what prepose does, on people made for the purpose.
# usage: demo.sh PREPOSE
set -eu
prepose=$1
out=target/demo
mkdir -p "$out"

# shows a command as a user would type it, then runs it; findings are part of the show
show() {
  printf '$ prepose %s\n' "$*"
  status=0
  "$prepose" "$@" || status=$?
  [ "$status" -le 1 ] || exit "$status"
}

show check examples/slip.prepose
echo
show check examples/unsafe.prepose --no-cache --witness "$out/witness"
echo
show check gestures --no-cache
echo
show perform wave gestures/everyday.prepose --people 2 --noise kinect -o "$out/people.jsonl"
show run examples/wave.prepose --source "$out/people.jsonl" --format human
echo
show view gestures/everyday.prepose --gesture wave --source "$out/people.jsonl" -o "$out/wave.html"
echo "open $out/wave.html in a browser: the people, the poses they are asked for, and when each step was reached"
