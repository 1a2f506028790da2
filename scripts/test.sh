#!/usr/bin/env bash
# All tests on real parts, then the embedded core again on SQLite without Redis. Nothing is skipped: a part that is
# missing fails. Arguments go to pytest; with arguments the second round is left out.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh test
export PATH="$PWD/.venv/bin:$PATH"

services=$(python scripts/services.py start)
trap 'python scripts/services.py stop' EXIT
eval "$services"
export KW_REQUIRE_ALL=1

# In the order of tests/conftest.py: the slowest begin first, so that no process waits for one at the end.
workers=(-n "${TEST_WORKERS:-2}" --dist loadgroup --no-loadscope-reorder)
if [ $# -gt 0 ]; then
  python -m pytest "${workers[@]}" "$@"
  exit
fi
python -m pytest "${workers[@]}"
echo "→ The core again, on SQLite and without Redis"
DATABASE_URL="sqlite:///$PWD/var/test/core.sqlite3" REDIS_URL='' python -m pytest "${workers[@]}" -m embedded
