#!/usr/bin/env bash
# Sets up what is missing and runs Fabula: no argument serves, `test` checks everything, `bench` measures, anything else
# is a command of `python -m chat`. Works from any folder, without root; everything lies in .venv and the user's cache.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
venv="${FABULA_VENV:-$here/.venv}"
export PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}"

fail() { printf '%s\n' "$@" >&2; exit 1; }

find_python() {
  local name
  for name in "${FABULA_PYTHON:-python3.13}" python3.12 python3.11 python3; do
    if "$name" -c 'import sys, ensurepip, venv, sqlite3; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      echo "$name"
      return
    fi
    [ -z "${FABULA_PYTHON:-}" ] || break
  done
  fail "Fabula needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian and Ubuntu: apt install python3-venv)." \
    "Install one, or name it: FABULA_PYTHON=/path/to/python ./run.sh"
}

# install LOCK STAMP: only when the lock has changed since
install() {
  local lock="$here/$1" stamp="$venv/$2" python
  if ! [ -x "$venv/bin/python" ] || ! [ -x "$venv/bin/pip" ]; then # pip comes last
    python="$(find_python)"
    echo "Making a virtual environment with $("$python" --version)"
    "$python" -m venv "$venv"
    rm -f "$venv"/*.lock # another Python starts empty
  fi
  if ! cmp -s "$lock" "$stamp"; then
    echo "Installing packages from $1"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock" ||
      fail "The packages could not be installed." "Check the network, then run it again; what is there already is kept."
    cp "$lock" "$stamp"
  fi
}

# Asks the one module that knows, which imports next to nothing: the second start has to be quick
fetch_models() {
  "$venv/bin/python" -c '
from chat.llm.model_files import WEIGHTS, is_there, models_folder
raise SystemExit(not all(is_there(weight, models_folder()) for weight in WEIGHTS))' && return
  echo "Fetching the embedded models"
  "$venv/bin/python" -m chat models fetch
}

run_tests() {
  local chromium="" name
  for name in "${FABULA_CHROMIUM:-chromium}" chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then chromium="$(command -v "$name")" && break; fi
  done
  [ -n "$chromium" ] || echo "No Chromium was found: the browser tests are skipped."
  cd "$here"
  export FABULA_CHROMIUM="$chromium"
  if [ "${1:-}" = --long ]; then shift && exec "$venv/bin/python" -m pytest -q -m long "$@"; fi
  if [ "$#" -gt 0 ]; then exec "$venv/bin/python" -m pytest "$@"; fi
  "$venv/bin/python" -m ruff check chat tests
  "$venv/bin/python" -m ruff format --check chat tests
  "$venv/bin/python" -m mypy
  echo "What needs neither a browser nor the embedded model"
  "$venv/bin/python" -m pytest -q -n 2 -m "not browser and not model and not long"
  echo "The embedded model and the browser"
  exec "$venv/bin/python" -m pytest -q -m "(browser or model) and not long"
}

case "${1:-}" in
  test)
    shift
    install requirements.lock fabula.lock
    install requirements-dev.lock fabula-dev.lock
    fetch_models
    run_tests "$@"
    ;;
  bench)
    shift
    install requirements.lock fabula.lock
    install requirements-dev.lock fabula-dev.lock
    fetch_models
    cd "$here"
    exec "$venv/bin/python" -m tests.bench "$@"
    ;;
  "" | play)
    install requirements.lock fabula.lock
    fetch_models
    exec "$venv/bin/python" -m chat "${@:-serve}"
    ;;
  *)
    install requirements.lock fabula.lock
    exec "$venv/bin/python" -m chat "$@"
    ;;
esac
