#!/usr/bin/env bash
# Measures speed as ratios within one run: a line of JSON per figure, and a table.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh test
export PATH="$PWD/.venv/bin:$PATH" DJANGO_SETTINGS_MODULE=config.settings
services=$(python scripts/services.py start)
trap 'python scripts/services.py stop' EXIT
eval "$services"
export SECRET_KEY=bench ALLOWED_HOSTS=localhost,127.0.0.1 SITE_URL=http://localhost EMAIL_URL=smtp://localhost
python -m tests.benchmarks "$@"
