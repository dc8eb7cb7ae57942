# Sourced by test.sh: makes a Chromium available for the tests of the dashboard, where it may be installed. Without one those tests are skipped and say so.
# GRADWATCH_INSTALL=yes agrees to the installation beforehand, GRADWATCH_INSTALL=no forbids it. GRADWATCH_CHROMIUM names another browser of the family.

has_chromium() {
    [ -n "${GRADWATCH_CHROMIUM:-}" ] && [ -x "$GRADWATCH_CHROMIUM" ] && return 0
    local program
    for program in chromium chromium-browser google-chrome; do command -v "$program" >/dev/null && return 0; done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

chromium_ready=true
if ! has_chromium; then
    chromium_ready=false
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    if command -v apt-get >/dev/null; then
        agreed=${GRADWATCH_INSTALL:-}
        if [ -n "$agreed" ]; then
            :
        elif [ "$(id -u)" = 0 ] && { [ "${CI:-}" = true ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; }; then
            agreed=yes
        elif [ -t 0 ] && [ -t 1 ] && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
            read -r -p "The tests of the dashboard need Chromium (package chromium). Install it now? [y/N] " answer
            case $answer in y | Y | yes) agreed=yes ;; esac
        fi
        if [ "$agreed" = yes ]; then
            echo "Installing Chromium for the tests of the dashboard …"
            log=$(mktemp)
            if $as_root apt-get update -qq > "$log" 2>&1 \
                && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >> "$log" 2>&1 \
                && has_chromium; then
                chromium_ready=true
            else
                tail -n 5 "$log" >&2
                echo "Installing it failed." >&2
            fi
            rm -f "$log"
        fi
    fi
    [ "$chromium_ready" = true ] || echo "There is no Chromium here: the tests of the dashboard are skipped. On Debian: apt-get install chromium" >&2
fi
