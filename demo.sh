#!/usr/bin/env bash
# Builds GradWatch, trains networks that really explode, watches them, and trains them again with each measure against it.
# Leaves an HTML report and charts in demo-output/. Options: --lang en|ru, --output DIR, --seed N, --chapter N.
# Where libtorch cannot run it says so and diagnoses two recorded runs instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. build/require-dotnet.sh
. build/require-libtorch.sh

build() {
    echo "Building $1 …"
    local log
    log=$(mktemp)
    dotnet build "$1" -c Release -v q > "$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; exit 2; }
    rm -f "$log"
    echo
}

if [ "$libtorch_ready" = true ]; then
    echo "The first build fetches libtorch, half a gigabyte."
    build samples/GradWatch.Demo
    status=0
    artifacts/bin/GradWatch.Demo/release/GradWatch.Demo "$@" || status=$?
    # 3: libtorch is there and does not load.
    [ "$status" = 3 ] || exit "$status"
fi

echo
echo "Nothing can be trained here. What needs no libtorch works: two recorded runs are diagnosed instead."
build src/GradWatch.Cli
gradwatch=artifacts/bin/GradWatch.Cli/release/gradwatch
language=() output=demo-output
while [ $# -gt 0 ]; do
    case $1 in
        --lang) language=(--lang "${2:-}") ;;
        --output) output=${2:-} ;;
    esac
    shift
done
mkdir -p "$output"

# Exit status 1 is the verdict "critical": what the demo is about, not a failure of it.
expect() {
    local expected=$1 status=0
    shift
    echo "\$ gradwatch ${*:2}"
    "$@" ${language[@]+"${language[@]}"} || status=$?
    echo
    if [ "$status" != "$expected" ]; then
        echo "The demo expected exit status $expected and got $status." >&2
        exit 1
    fi
}
sick=tests/Runs/torchsharp/rnn_tanh_gain2_sgd_s0.csv
healthy=tests/Runs/torchsharp/lstm_sgd_s0.csv
expect 1 "$gradwatch" diagnose "$sick" --code torchsharp
expect 0 "$gradwatch" diagnose "$healthy"
expect 1 "$gradwatch" diagnose "$sick" "$healthy" --html "$output/report.html" --png "$output/runs.png"

echo "Recorded runs were diagnosed, nothing was trained. The report, with plots, causes and the code of each remedy:"
echo "  $(cd "$output" && pwd)/report.html   (open it in a browser; it needs no network)"
echo "  $(cd "$output" && pwd)/runs.png"
