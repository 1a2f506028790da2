#!/usr/bin/env bash
# Proves `make demo` as a stranger meets it: a fresh clone, no environment; it serves, stops within five seconds of Ctrl-C
# with an event stream open, starts again within seconds, and has lost nothing. Usage: try_demo.sh [EMPTY-FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-$(mktemp -d)}
port=${PORT:-28100}
address=http://127.0.0.1:$port

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
  sleep 5 # the worker needs a moment longer than the pages
}

# Sign in as the facilitator and listen to an evening, so that a stream is open when Ctrl-C comes.
listen() {
  local jar=$folder/jar token evening
  rm -f "$jar"
  curl -s -o /dev/null -c "$jar" "$address/sign-in/"
  token=$(awk '/kw_csrf/ {print $7}' "$jar")
  curl -s -o /dev/null -b "$jar" -c "$jar" --data "csrfmiddlewaretoken=$token" \
    --data "login=facilitator@demo.example" --data "password=traject-demo" "$address/sign-in/"
  evening=$(sql 'SELECT public_id FROM creative_sessions_session ORDER BY id LIMIT 1')
  curl -sN -b "$jar" "$address/evenings/$evening/stream/" >"$folder/stream" &
  for _attempt in $(seq 50); do
    if grep -q '^data:' "$folder/stream"; then return; fi
    sleep 0.1
  done
  echo "✗ the stream does not speak"
  exit 1
}

stop() {
  local begin took
  listen
  begin=$(date +%s%N)
  kill -INT -- "-$group"
  while pgrep -g "$group" >/dev/null || curl -s -o /dev/null "$address/"; do
    sleep 0.05
    [ $((($(date +%s%N) - begin) / 1000000)) -lt 20000 ] || { echo "✗ still there after 20 s"; exit 1; }
  done
  took=$((($(date +%s%N) - begin) / 1000000))
  echo "stopped after $took ms, with a stream open"
  [ "$took" -le 5000 ] || { echo "✗ more than five seconds"; exit 1; }
}

sql() { .venv/bin/python -c 'import sqlite3, sys; print(sqlite3.connect("var/demo/db.sqlite3").execute(sys.argv[1]).fetchone()[0])' "$1"; }

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
