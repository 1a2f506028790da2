#!/usr/bin/env bash
# Writes the locks anew from requirements*.in and package.json: the newest versions that these allow, with hashes, without a host.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv

compile() {
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade "$@"
}
compile requirements.in --output-file requirements.txt
compile requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
compile requirements-node.in --output-file requirements-node.txt

npm install --package-lock-only
# npm notes where to give money; an address is an address.
node --input-type=module --eval '
  import { readFileSync, writeFileSync } from "node:fs";
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  for (const part of Object.values(lock.packages)) delete part.funding;
  writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");
'
echo "Locked. Run make check and make test before you commit it."
