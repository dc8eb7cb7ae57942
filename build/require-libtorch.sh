# Sourced by demo.sh, test.sh and the scripts of the samples: makes the C++ runtime that libtorch needs available, where that may
# be done, and says in $libtorch_ready whether it is. libtorch 2.10 was built with GCC 13: its libstdc++ has GLIBCXX_3.4.32, which
# Debian 13, Ubuntu 24.04 and later have, and Debian 12 does not. Without it, what needs no libtorch still works.
# GRADWATCH_INSTALL=yes agrees to the installation beforehand, GRADWATCH_INSTALL=no forbids it. GRADWATCH_LIBSTDCXX names the library
# to look into instead of the machine's own: a file without the symbol stands for a machine that is too old.

libtorch_symbol=GLIBCXX_3.4.32

# libtorch is built for these alone, and on Linux for glibc.
is_built_for_this_machine() {
    case "$(uname -s) $(uname -m)" in
        "Linux x86_64") case $(ldd --version 2>&1 || true) in *musl*) false ;; esac ;;
        "Darwin arm64" | MINGW*x86_64 | MSYS*x86_64 | CYGWIN*x86_64) ;;
        *) false ;;
    esac
}

has_cxx_runtime() {
    [ "$(uname -s)" = Linux ] || return 0
    local library
    if [ -n "${GRADWATCH_LIBSTDCXX:-}" ]; then
        grep -qa "$libtorch_symbol" "$GRADWATCH_LIBSTDCXX"
        return
    fi
    for library in $(ldconfig -p 2>/dev/null | sed -n 's/.*libstdc++\.so\.6 .*=> //p') \
        /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib64/libstdc++.so.6 /usr/lib/libstdc++.so.6; do
        [ -e "$library" ] && grep -qa "$libtorch_symbol" "$library" && return 0
    done
    return 1
}

is_debian_12() {
    [ -r /etc/os-release ] && (. /etc/os-release && [ "${ID:-}" = debian ] && [ "${VERSION_CODENAME:-}" = bookworm ])
}

# The machine's own package sources, and beside them the same with the name of Debian's next release: no host is named here, and
# nothing is left in /etc. Only libstdc++ and what it depends on (libc, libgcc) are taken from the next release.
install_cxx_runtime() {
    local apt status
    apt=$(mktemp -d) || return 1
    mkdir -p "$apt/sources" "$apt/lists/partial"
    chmod -R a+rX "$apt"
    local file
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian*.sources /etc/apt/sources.list.d/debian*.list; do
        [ -e "$file" ] || continue
        cp "$file" "$apt/sources/"
        sed 's/bookworm/trixie/g' "$file" > "$apt/sources/next-$(basename "$file")"
    done
    [ -e "$apt/sources/next-sources.list" ] && mv "$apt/sources/next-sources.list" "$apt/sources/next.list"
    [ -e "$apt/sources/sources.list" ] && mv "$apt/sources/sources.list" "$apt/sources/machine.list"
    local options=(-o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$apt/sources" -o "Dir::State::lists=$apt/lists"
        -o "APT::Default-Release=bookworm" -o "Dpkg::Use-Pty=0")
    $as_root apt-get "${options[@]}" update -qq \
        && $as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y -qq -t trixie libstdc++6
    status=$?
    $as_root rm -rf "$apt"
    return $status
}

libtorch_ready=true
if ! is_built_for_this_machine; then
    libtorch_ready=false
    echo "TorchSharp has no native library for this machine ($(uname -s) $(uname -m)): it runs on x86-64 Linux with glibc, Windows and Apple silicon." >&2
elif ! has_cxx_runtime; then
    libtorch_ready=false
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    why="TorchSharp's native library needs libstdc++ of GCC 13 ($libtorch_symbol), and this machine has an older one."
    if is_debian_12; then
        agreed=${GRADWATCH_INSTALL:-}
        if [ -n "$agreed" ]; then
            :
        elif [ "$(id -u)" = 0 ] && { [ "${CI:-}" = true ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; }; then
            agreed=yes
        elif [ -t 0 ] && [ -t 1 ] && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
            echo "$why"
            echo "On Debian 12 it can be taken from Debian 13 (packages libstdc++6, libc6 and what they need; no source stays behind)."
            read -r -p "Install it now? [y/N] " answer
            case $answer in y | Y | yes) agreed=yes ;; esac
        fi
        if [ "$agreed" = yes ]; then
            echo "Installing libstdc++ 14 and glibc 2.41 of Debian 13, which libtorch needs …"
            log=$(mktemp)
            if install_cxx_runtime > "$log" 2>&1 && has_cxx_runtime; then
                libtorch_ready=true
            else
                tail -n 5 "$log" >&2
                echo "Installing them failed." >&2
            fi
            rm -f "$log"
        fi
    fi
    if [ "$libtorch_ready" = false ]; then
        echo "$why" >&2
        if is_debian_12; then
            echo "To take it from Debian 13, run as root:  GRADWATCH_INSTALL=yes bash build/require-libtorch.sh" >&2
        else
            echo "Debian 13, Ubuntu 24.04 and the .NET 10 container images have it: run this there." >&2
        fi
    fi
fi
