# Sourced by the require-*.sh scripts: offer_debian_package PACKAGE WHY installs a package of Debian or Ubuntu where that may be done, and
# answers whether it is there afterwards. GRADWATCH_INSTALL=yes agrees beforehand, GRADWATCH_INSTALL=no forbids it; CI as root agrees by itself.

offer_debian_package() {
    local package=$1 why=$2 agreed=${GRADWATCH_INSTALL:-} as_root= log status
    command -v apt-get >/dev/null || { echo "$why" >&2; return 1; }
    [ "$(id -u)" = 0 ] || as_root=sudo
    if [ -n "$agreed" ]; then
        :
    elif [ "$(id -u)" = 0 ] && { [ "${CI:-}" = true ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; }; then
        agreed=yes
    elif [ -t 0 ] && [ -t 1 ] && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
        local answer
        echo "$why"
        read -r -p "Install the package $package now? [y/N] " answer
        case $answer in y | Y | yes) agreed=yes ;; esac
    fi
    if [ "$agreed" != yes ]; then
        echo "$why To install it:  apt-get install $package" >&2
        return 1
    fi
    echo "Installing $package …"
    log=$(mktemp)
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$package" > "$log" 2>&1 \
        || { $as_root apt-get update -qq >> "$log" 2>&1 \
            && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$package" >> "$log" 2>&1; }
    status=$?
    [ "$status" = 0 ] || { tail -n 5 "$log" >&2; echo "Installing $package failed." >&2; }
    rm -f "$log"
    return $status
}
