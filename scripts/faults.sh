#!/usr/bin/env bash
# Breaks things on purpose, each fault on PostgreSQL with Redis and on the embedded default, and prints a line of JSON per
# run. Exits 1 where a promise did not hold. One alone, with its own arguments: make faults ARGS="kill_worker --kills 60"
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh test
export PATH="$PWD/.venv/bin:$PATH"
services=$(python scripts/services.py start)
trap 'python scripts/services.py stop' EXIT
eval "$services"

faults=()
for script in $(grep -l 'add_argument("--database"' scripts/faults/*.py); do faults+=("$(basename "$script" .py)"); done
if [ $# -gt 0 ]; then
  faults=("$1")
  shift
fi

broken=0
for fault in "${faults[@]}"; do
  for database in postgres sqlite; do
    echo "→ $fault on $database"
    python -m "scripts.faults.$fault" --database "$database" "$@" || broken=1
  done
done
exit "$broken"
