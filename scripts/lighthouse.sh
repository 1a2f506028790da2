#!/usr/bin/env bash
# Lighthouse (mobile) on the five pages that people see first. It is heavy (some 185 MB), so it has a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh test
export PATH="$PWD/.venv/bin:$PATH"
version=12.8.2
home=var/lighthouse
if ! grep -qs "\"version\": \"$version\"" "$home/node_modules/lighthouse/package.json"; then
  mkdir -p "$home"
  echo '{"private": true}' >"$home/package.json"
  npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$home" "lighthouse@$version"
fi
exec python -m tests.benchmarks.lighthouse
