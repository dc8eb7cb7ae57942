#!/usr/bin/env bash
# What a new user does: makes the packages, references them in a fresh console project, pastes the README's program and runs it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. build/require-dotnet.sh
. build/require-libtorch.sh
[ "$libtorch_ready" = true ] || exit 1

# A version of its own: packages of an earlier run stay in the machine's cache.
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)-check.$(date +%s)
project=$(mktemp -d)
trap 'rm -rf "$project" "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/gradwatch{,.logs,.storage,.torchsharp}/"$version"' EXIT
for name in GradWatch GradWatch.Storage GradWatch.TorchSharp; do
    dotnet pack "src/$name" -c Release -v q -clp:NoSummary -p:Version="$version" -o "$project/packages"
done
libtorch=$(sed -n 's/.*"libtorch-cpu-linux-x64" Version="\(.*\)".*/\1/p' Directory.Packages.props)

# The first block of C# in each README that is a whole program.
readme() { awk '/^```csharp$/ { block = ""; inside = 1; next } /^```$/ && inside { inside = 0; if (block ~ /TrainingWatch.Attach/) { printf "%s", block; exit } } inside { block = block $0 "\n" }' "$1"; }
readme README.md > "$project/english"
readme README.ru.md > "$project/russian"
# Comments and messages are translated; the code is the same.
code() { sed -e 's://.*$::' -e 's/"[^"]*"/""/g' -e 's/ *$//' "$1"; }
[ -s "$project/english" ] || { echo "README.md has no program that attaches a TrainingWatch." >&2; exit 1; }
diff <(code "$project/english") <(code "$project/russian") || { echo "The programs of README.md and README.ru.md differ." >&2; exit 1; }

cd "$project"
dotnet new console -n App -o app > /dev/null
cp english app/Program.cs
cat > app/nuget.config <<CONFIG
<configuration><packageSources><add key="gradwatch" value="$project/packages" /></packageSources></configuration>
CONFIG
cd app
dotnet add package GradWatch.TorchSharp --version "$version" > /dev/null
dotnet add package libtorch-cpu-linux-x64 --version "$libtorch" > /dev/null
dotnet run -c Release -p:CreateHardLinksForCopyLocalIfPossible=true | tee output
grep -q "^Critical\|^Healthy\|^Warning" output || { echo "The program printed no verdict." >&2; exit 1; }
[ -s report.html ] || { echo "The program left no report." >&2; exit 1; }
