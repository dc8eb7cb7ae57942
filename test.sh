#!/usr/bin/env bash
# Builds everything and runs all tests: ./test.sh, or ./test.sh --filter-class '*NumberScannerTests' (options of the test runner).
# Ends with one line "N passed, N failed", counted from what the test runner reports. Exit status 0 when nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2
. build/require-dotnet.sh
. build/require-libtorch.sh
. build/require-postgres.sh
. build/require-chromium.sh
. build/require-python-torch.sh

dotnet build GradWatch.slnx -c Release -v q -clp:NoSummary || { echo "The build failed." >&2; exit 1; }

# With a filter it is no failure that a project has none of the tests asked for.
[ $# = 0 ] || set -- --ignore-exit-code 8 "$@"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution GradWatch.slnx -c Release --no-build "$@" 2>&1 | tee "$log" | grep -vE '^skipped |^  the sample |^  from '
status=${PIPESTATUS[0]}

# The runner's own totals. No totals means that no test ran, and that is a failure whatever the runner's exit status.
count() { sed -n "s/^  $1: \([0-9]*\)$/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ -z "$passed" ] || [ -z "$failed" ] || [ "$passed" = 0 ]; then
    echo "No test ran." >&2
    exit 1
fi
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
[ "${skipped:-0}" = 0 ] || echo "Skipped: $skipped (they need recordings that do not ship with the project, or libtorch)."
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
