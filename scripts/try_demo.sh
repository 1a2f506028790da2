#!/usr/bin/env bash
# Proves `make demo` as a stranger meets it: a fresh clone, no environment; serves, stops within five seconds of Ctrl-C with a
# stream open, starts again within seconds and has kept its data. Usage: try_demo.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-$(mktemp -d)}
port=${PORT:-28100}
address=http://127.0.0.1:$port
stream=${STREAM:-}

git clone --quiet . "$folder/koerswerk"
cd "$folder/koerswerk"

start() {
  local begin=$SECONDS
  # A group of its own, as a terminal gives it, so that SIGINT reaches every process like Ctrl-C.
  setsid make demo PORT="$port" >"$folder/demo.log" 2>&1 &
  group=$!
  until [ "$(curl -s -o "$folder/page.html" -w '%{http_code}' -L "$address/")" = 200 ]; do
    kill -0 "$group" 2>/dev/null || { cat "$folder/demo.log"; echo "✗ it ended"; exit 1; }
    [ $((SECONDS - begin)) -lt 1200 ] || { cat "$folder/demo.log"; echo "✗ no answer in twenty minutes"; exit 1; }
    sleep 0.5
  done
  echo "$1 start: answers 200 after $((SECONDS - begin)) s"
}

stop() {
  local begin end
  if [ -n "$stream" ]; then curl -sN -o /dev/null "$address$stream" & sleep 1; fi
  begin=$(date +%s%N)
  kill -INT -- "-$group"
  while pgrep -g "$group" >/dev/null || curl -s -o /dev/null "$address/"; do
    sleep 0.1
    end=$(date +%s%N)
    [ $(((end - begin) / 1000000)) -lt 20000 ] || { echo "✗ still there after 20 s"; exit 1; }
  done
  end=$(date +%s%N)
  echo "stopped after $(((end - begin) / 1000000)) ms"
  [ $(((end - begin) / 1000000)) -le 5000 ] || { echo "✗ more than five seconds"; exit 1; }
}

rows() { .venv/bin/python - <<'EOF'
import sqlite3
database = sqlite3.connect("var/demo/db.sqlite3")
tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
skipped = {"django_session", "sqlite_sequence"}
print({name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables if name not in skipped})
EOF
}

start first
before=$(rows)
stop
start second
after=$(rows)
stop
[ "$before" = "$after" ] || { echo "✗ rows changed: $before → $after"; exit 1; }
if grep -nE 'Traceback|ERROR|CRITICAL' "$folder/demo.log"; then echo "✗ errors in the log"; exit 1; fi
echo "✓ served, stopped, served again, nothing lost ($folder)"
