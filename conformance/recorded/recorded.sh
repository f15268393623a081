#!/usr/bin/env bash
# Compares virnet with recorded verdicts, if they are there: recorded.sh TOOL VIRNET RELEASE [--strict]
#
# The disagreements must be exactly those of known-RELEASE.txt, which gives a reason for each; none without that file.
set -uo pipefail
tool=$1 virnet=$2 release=$3
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -x "$tool" ]; then
  echo "skipped: no recorded verdicts, $tool is missing"
  exit 77
fi

known=$(grep -v '^#' "$here/known-$release${4:-}.txt" 2>/dev/null)
said=$("$tool" "$virnet" --release "$release" --show 20 "${@:4}")
status=$?
figure=$(tail -n 1 <<<"$said")
[ -z "$known" ] && { [ $status -eq 0 ] || printf '%s\n' "$said"; echo "$figure"; exit $status; }

found=$(sed -n 's/^--- \([^ ]*: .*\)/\1/p' <<<"$said")
if [ "$found" = "$known" ] && [ "${figure%% *}" -eq "$(wc -l <<<"$known")" ]; then
  echo "$figure, all of them known"
  exit 0
fi
printf '%s\n\nknown are:\n%s\n' "$said" "$known"
exit 1
