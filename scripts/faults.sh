#!/usr/bin/env bash
# Breaks things on purpose, each fault on PostgreSQL with Redis and on the embedded default, and prints a line of JSON per
# run. ARGS go to each fault, such as ARGS="--messages 2000 --kills 60". Exits 1 where a promise did not hold.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh test
export PATH="$PWD/.venv/bin:$PATH"
services=$(python scripts/services.py start)
trap 'python scripts/services.py stop' EXIT
eval "$services"

broken=0
for script in $(grep -l 'add_argument("--database"' scripts/faults/*.py); do
  name=$(basename "$script" .py)
  for database in postgres sqlite; do
    echo "→ $name on $database"
    python -m "scripts.faults.$name" --database "$database" "$@" || broken=1
  done
done
exit "$broken"
