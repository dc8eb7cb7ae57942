#!/usr/bin/env bash
# Makes the NuGet packages GradWatch, GradWatch.Logs, GradWatch.Storage and GradWatch.TorchSharp in packages/ (or in the folder given), and says how to use them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. build/require-dotnet.sh

packages=${1:-$PWD/packages}
for project in GradWatch GradWatch.Logs GradWatch.Storage GradWatch.TorchSharp; do
    dotnet pack "src/$project" -c Release -v q -o "$packages"
done
echo
ls "$packages"
echo
echo "In a project of yours:"
echo "  dotnet nuget add source $packages --name gradwatch"
echo "  dotnet add package GradWatch.TorchSharp"
echo "  dotnet add package TorchSharp-cpu        (or the CUDA package of TorchSharp that you use)"
