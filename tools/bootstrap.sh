#!/bin/sh
# Make the virtual environment and install Filmwright into it.
#   bootstrap.sh PYTHON VENV core|dev
set -eu
python=$1 venv=$2 what=$3

"$python" - <<'PY' || exit 1
import sys
if sys.version_info < (3, 11):
    sys.exit("Filmwright needs Python 3.11 or newer; this is %s. Install a newer one and run: make film PYTHON=python3.12" % sys.version.split()[0])
if sys.version_info >= (3, 15):
    sys.exit("Filmwright draws with numba, which does not support Python %s yet. Run: make film PYTHON=python3.13" % sys.version.split()[0])
PY

target=.
[ "$what" = dev ] && target='.[dev]'
echo "Setting up Filmwright in $venv (once; about a minute) ..."
if command -v uv >/dev/null 2>&1; then
  [ -x "$venv/bin/python" ] || uv venv --python "$python" "$venv"
  uv pip install --python "$venv/bin/python" -c constraints.txt -e "$target"
else
  [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install --disable-pip-version-check --progress-bar on -c constraints.txt -e "$target" |
    grep -v -e '^Requirement already' -e '^  Downloading' || true
  "$venv/bin/python" -c 'import filmwright' || { echo "The installation failed; the lines above say why." >&2; exit 1; }
fi
touch "$venv/.core"
[ "$what" = dev ] && touch "$venv/.dev"
echo "Ready."
