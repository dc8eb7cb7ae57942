#!/usr/bin/env bash
# Draws the pictures of docs/detectors and docs/causes from the recordings that ship with the project; docs/images/plots.tsv says which.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec dotnet run -c Release --project bench/GradWatch.PagePlots -- .
