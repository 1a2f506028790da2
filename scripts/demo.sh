#!/usr/bin/env bash
# The demo: one web process, one worker with beat, SQLite, a queue of files and mail as files, all below var/demo.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-8000}

if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "✗ Port $port is in use. Stop what runs there, or choose another: make demo PORT=$((port + 1))" >&2
  exit 1
fi

scripts/setup.sh run

# honcho gives each process a PORT of its own; links in mails must lead to the web's.
export KOERSWERK_DEMO=1 KOERSWERK_COLLECTED=1 PORT="$port" SITE_URL="http://127.0.0.1:$port"
# Celery warns at length when root runs it, which is right for a server and noise in a demo.
export PYTHONWARNINGS=ignore:::celery.platforms
# One process for both: reading all apps is most of the time that each takes.
DJANGO_SETTINGS_MODULE=config.settings .venv/bin/python -c '
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["css", "js"])
call_command("demo")
'
printf '\n→ http://127.0.0.1:%s/ (Ctrl-C stops it)\n\n' "$port"
exec .venv/bin/python scripts/serve.py --env var/demo/env start
