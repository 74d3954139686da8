#!/bin/sh
# Fuzz each target for some seconds (60 unless told): tests/fuzz/run.sh [SECONDS]
# Needs atheris (pip install atheris). A crash ends the run; its input lies in crash-*, to become a golden file.
cd "$(dirname "$0")/../.." || exit 2
for target in tests/fuzz/fuzz_*.py; do
    echo "== $target"
    python "$target" -max_total_time="${1:-60}" -max_len=200000 -timeout=20 -rss_limit_mb=2048 -verbosity=0 || exit 1
done
