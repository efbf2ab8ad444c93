#!/usr/bin/env bash
# fuzz_one.sh SECONDS PROGRAM: runs one libFuzzer program on its corpora; says one line when all is well. FUZZ_SEED makes
# a run repeatable; without it each run looks elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1 program=$2
name=$(basename "$program")
name=${name#fuzz_}
work=build/fuzz/work/$name
findings=build/fuzz/findings
log=build/fuzz/work/$name.log
mkdir -p "$work" "$findings"

corpora=("$work") # libFuzzer writes new inputs to the first folder and only reads the others
for folder in "fuzz/corpus/$name" "../shared/corpora/$name"; do
  [ ! -d "$folder" ] || corpora+=("$folder")
done

if "$program" -max_total_time="$seconds" -seed="${FUZZ_SEED:-0}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
  -artifact_prefix="$findings/$name-" "${corpora[@]}" >"$log" 2>&1 </dev/null; then
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  printf 'ok      %-24s %s runs, %s folders\n' "$name" "${runs:-?}" "${#corpora[@]}"
else
  printf 'FINDING %s\n' "$name"
  tail -60 "$log"
  exit 1
fi
