#!/bin/sh
# Makes .venv with everything that the checkout needs, from nothing but a Python; does nothing when that has been done.
# `make` calls it before everything else. Where packages come from is pip's own configuration and not known here.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
stamp=$venv/.installed

say() { printf '%s\n' "setup: $*"; }
fail() {
    printf '%s\n' "setup: $*" >&2
    exit 1
}

# The first interpreter that is new enough; PYTHON=/path/to/python decides when it is set.
find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.10 python}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "Python 3.10 or newer is needed, and ${PYTHON:-python3} is not. Install one, or name it: make PYTHON=/path/to/python"
}

make_venv() {
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        fail "$python can't make virtual environments. On Debian and Ubuntu: apt install python3-venv. Then try again."
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
}

# The stamp names the folder too, because a virtual environment does not survive being moved with its checkout.
wanted="$(cat pyproject.toml constraints.txt scripts/bootstrap.sh | cksum) $PWD"
found=$(cat "$stamp" 2>/dev/null || true)
if [ "$found" = "$wanted" ] && "$venv/bin/python" -c '' 2>/dev/null; then
    exit 0
fi
case "${found:-$PWD}" in
*"$PWD") "$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_venv ;;
*) make_venv ;;
esac
rm -f "$stamp"

# --group came with pip 25.1, which is newer than what many Pythons bring along.
if ! "$venv/bin/python" -m pip install --help | grep -q -e '--group'; then
    say "upgrading pip"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
fi
say "installing into $venv (PyTorch is large: the first time takes some minutes)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
printf '%s' "$wanted" >"$stamp"
say "done"
