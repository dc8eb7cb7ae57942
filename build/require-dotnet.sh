# Sourced by demo.sh, test.sh and .ci/run: ends with one clear message when the .NET SDK that global.json asks for is not there.
# On a machine where packages may be installed (root in CI or a container) it is installed from the system's own packages.

needed=$(sed -n 's/.*"version": *"\([0-9]*\)\..*/\1/p' global.json)

has_sdk() {
    command -v dotnet >/dev/null 2>&1 && dotnet --list-sdks 2>/dev/null | grep -q "^$needed\."
}

may_install() {
    [ "$(id -u)" = 0 ] && { [ "${CI:-}" = true ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; }
}

if ! has_sdk && may_install && command -v apt-get >/dev/null 2>&1; then
    echo "The .NET SDK $needed is missing: trying the system's package dotnet-sdk-$needed.0."
    { apt-get update -qq && apt-get install -qq -y "dotnet-sdk-$needed.0"; } >/dev/null 2>&1 || true
fi

if ! has_sdk; then
    echo "GradWatch is built with the .NET SDK $needed, which is not on this machine." >&2
    echo "Install it, then run this again:" >&2
    echo "  Ubuntu 24.04:  sudo apt-get install dotnet-sdk-$needed.0" >&2
    echo "  Others:        https://dotnet.microsoft.com/download/dotnet/$needed.0" >&2
    exit 2
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
