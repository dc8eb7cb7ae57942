#!/usr/bin/env bash
# Makes uPlot.js and uPlot.css again from the package on npm: the ES module without white space, with its licence above.
# Needs node and npm; nothing of it is needed to build or run GradWatch.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --no-audit --no-fund --silent uplot@1.6.32 esbuild@0.28.2
{
    echo "/*! uPlot 1.6.32, https://github.com/leeoniya/uPlot, MIT: see uPlot.LICENSE */"
    npx esbuild node_modules/uplot/dist/uPlot.esm.js --minify --format=esm --legal-comments=none
} > "$here/uPlot.js"
cp node_modules/uplot/dist/uPlot.min.css "$here/uPlot.css"
cp node_modules/uplot/LICENSE "$here/uPlot.LICENSE"
