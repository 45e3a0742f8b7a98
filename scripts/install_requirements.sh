#!/bin/sh
# Install one of the requirements files into an environment: install_requirements.sh FOLDER FILE
# By uv: the machine's, else its own, fetched by pip into the environment. By pip alone where neither is to be had,
# and with INSTALLER=pip.
set -eu

folder=$1
file=$2
python=$folder/bin/python
pip="$python -m pip --disable-pip-version-check --quiet"

if [ "${INSTALLER:-uv}" = uv ]; then
    uv=$(command -v uv || echo "$folder/bin/uv")
    if ! "$uv" --version >/dev/null 2>&1; then
        # Its lines in the file of all requirements, with the version and hashes that are in use.
        awk '/^uv==/ { its = 1 } its; its && !/\\$/ { exit }' requirements-dev.txt >"$folder/uv.txt"
        base=$("$python" -c 'import sys; print(sys._base_executable)')
        $pip install --require-hashes -r "$folder/uv.txt" >/dev/null 2>&1 ||
            "$base" -m pip --python "$python" --disable-pip-version-check --quiet \
                install --require-hashes -r "$folder/uv.txt" >/dev/null 2>&1 || true
    fi
    if "$uv" --version >/dev/null 2>&1; then
        "$uv" pip install --quiet --python "$python" --requirements "$file" && exit 0
        echo "uv did not succeed (see above); now pip." >&2
    fi
fi

# An environment made for uv has no pip.
$pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null
$pip install -r "$file"
