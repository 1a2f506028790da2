#!/usr/bin/env bash
# Every check that needs no server, two at a time. Prints a line per check, and the beginning of what failed
# (all of it is in var/check).
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh check
export PATH="$PWD/.venv/bin:$PATH"
logs=var/check
rm -rf "$logs"
mkdir -p "$logs"

# Tools that read models need settings and no server; `check --deploy` gets those of a real installation.
plain=(env -u KOERSWERK_DEMO SECRET_KEY=only-for-the-check ALLOWED_HOSTS=localhost DATABASE_URL=sqlite://:memory:
  REDIS_URL=redis://localhost/0 EMAIL_URL=smtp://localhost)
real=(env -u KOERSWERK_DEMO -u DEBUG
  SECRET_KEY=only-for-the-check-M3wz8VQp5rTn2LkXb7YdHs9GfJ4cAe6U-q1Zt0Ri
  ALLOWED_HOSTS=koers.example.nl DATABASE_URL=postgres://koerswerk@db/koerswerk
  REDIS_URL=redis://redis/0 EMAIL_URL='smtp://relay.example.nl:587?tls=1')

names=()
check() {
  local name=$1
  shift
  names+=("$name")
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n || true; done
  (
    begin=$SECONDS
    if "$@" >"$logs/$name.log" 2>&1; then result=✓; else result=✗; fi
    printf '%s %s (%d s)\n' "$result" "$name" $((SECONDS - begin)) | tee "$logs/$name.result"
  ) &
}

check types "${plain[@]}" mypy
check format ruff format --check .
check lint ruff check .
check contracts lint-imports
check templates djlint --lint --quiet templates ./*/templates
check styles-and-scripts node_modules/.bin/biome lint --error-on-warnings
check migrations "${plain[@]}" python manage.py makemigrations --check --dry-run
check translations python scripts/messages.py check
check words python scripts/words.py
check spelling python scripts/spelling.py
check deployment "${real[@]}" python manage.py check --deploy --fail-level WARNING
check compose check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
check permissions "${plain[@]}" python scripts/permissions_table.py --check
check links python scripts/links.py
check leaks python scripts/leaks.py
wait

failed=0
for name in "${names[@]}"; do
  if ! grep -q ✓ "$logs/$name.result"; then
    printf '\n──── %s ────\n' "$name"
    head -n 60 "$logs/$name.log"
    failed=1
  fi
done
if [ "$failed" = 1 ]; then exit 1; fi
printf '%d checks passed in %d s\n' "${#names[@]}" "$SECONDS"
