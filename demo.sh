#!/usr/bin/env bash
# Builds GradWatch and diagnoses two recorded runs: a recurrent network that explodes, and the same task with an LSTM.
# Leaves an HTML report and a chart in demo-output/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. build/require-dotnet.sh

echo "Building …"
dotnet build src/GradWatch.Cli -c Release -v q -clp:NoSummary
gradwatch=artifacts/bin/GradWatch.Cli/release/gradwatch
mkdir -p demo-output

# Exit status 1 is the verdict "critical": what the demo is about, not a failure of it.
expect() {
    local expected=$1 status=0
    shift
    echo
    echo "\$ gradwatch ${*:2}"
    "$@" || status=$?
    if [ "$status" != "$expected" ]; then
        echo "The demo expected exit status $expected and got $status." >&2
        exit 1
    fi
}
sick=tests/Runs/torchsharp/rnn_tanh_gain2_sgd_s0.csv
healthy=tests/Runs/torchsharp/lstm_sgd_s0.csv
expect 1 "$gradwatch" diagnose "$sick" --code torchsharp
expect 0 "$gradwatch" diagnose "$healthy"
expect 1 "$gradwatch" diagnose "$sick" "$healthy" --html demo-output/report.html --png demo-output/runs.png

echo
echo "The report, with plots, causes and the code of each remedy:"
echo "  $PWD/demo-output/report.html   (open it in a browser; it needs no network)"
echo "  $PWD/demo-output/runs.png"
