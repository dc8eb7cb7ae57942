# Sourced by test.sh: makes PyTorch available to /usr/bin/python3, where that may be done, and says in $python_torch_ready whether it is.
# The tests that train in Python need it; without it they are skipped and say so. It is Debian's python3-torch, some 300 MB with what it
# needs. GRADWATCH_INSTALL=yes agrees to the installation beforehand, GRADWATCH_INSTALL=no forbids it.

has_python_torch() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import torch' >/dev/null 2>&1; }

install_python_torch() {
    local as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq -o Dpkg::Use-Pty=0 \
        && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 python3-torch
}

python_torch_ready=true
if ! has_python_torch; then
    python_torch_ready=false
    if command -v apt-get >/dev/null; then
        agreed=${GRADWATCH_INSTALL:-}
        if [ -n "$agreed" ]; then
            :
        elif [ "$(id -u)" = 0 ] && { [ "${CI:-}" = true ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; }; then
            agreed=yes
        elif [ -t 0 ] && [ -t 1 ] && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
            echo "The tests of the Python client train with PyTorch, and /usr/bin/python3 has none."
            read -r -p "Install Debian's python3-torch (some 300 MB) now? [y/N] " answer
            case $answer in y | Y | yes) agreed=yes ;; esac
        fi
        if [ "$agreed" = yes ]; then
            echo "Installing python3-torch …"
            log=$(mktemp)
            if install_python_torch > "$log" 2>&1 && has_python_torch; then
                python_torch_ready=true
            else
                tail -n 5 "$log" >&2
                echo "Installing python3-torch failed." >&2
            fi
            rm -f "$log"
        fi
    fi
    if [ "$python_torch_ready" = false ]; then
        echo "Tests that train in Python are skipped: /usr/bin/python3 has no PyTorch. As root: apt-get install python3-torch" >&2
    fi
fi
