#!/bin/sh
# Make a virtual environment with the first Python that is new enough: make_environment.sh FOLDER
set -eu

folder=$1
python=
for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3 python; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$("$candidate" -c 'import sys; print(sys.executable)')
        break
    fi
done

# A folder left by an interrupted or failed attempt is no environment.
rm -rf "$folder"

# uv is quicker, needs no module venv, and fetches a Python where there is none.
if [ "${INSTALLER:-uv}" = uv ] && uv venv --quiet --no-project --python "${python:-3.11}" "$folder" 2>/dev/null; then
    exit 0
fi
rm -rf "$folder"

if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed and none was found (the newest here: $(python3 --version 2>&1 || true))." >&2
    echo "Install it from https://www.python.org/downloads/ or name it: make run PYTHON=/path/to/python3.11" >&2
    exit 1
fi
# A pip of its own takes longer than all else of an environment: uv is fetched by the one there is.
without=
if [ "${INSTALLER:-uv}" = uv ] && "$python" -c 'import ensurepip, pip' 2>/dev/null; then
    without=--without-pip
fi
if "$python" -m venv $without "$folder" >/dev/null 2>&1; then
    exit 0
fi
rm -rf "$folder"

# Debian and Ubuntu keep the module venv in a package of its own.
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
package="python$version-venv"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing $package, which virtual environments need here"
    { apt-get update -qq && apt-get install -y -qq "$package"; } >/dev/null 2>&1 || true
    if "$python" -m venv "$folder"; then
        exit 0
    fi
fi
rm -rf "$folder"
echo "$python cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install $package" >&2
exit 1
