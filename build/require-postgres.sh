# Sourced by test.sh: the tests of the PostgreSQL store start a server of their own, from Debian's package. Without it they are skipped.
. build/offer-debian-package.sh

if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && ! command -v postgres >/dev/null; then
    offer_debian_package postgresql "The tests of the PostgreSQL store need a PostgreSQL server, and this machine has none: they are skipped." || true
fi
