#!/bin/sh
# What an installation of the product consists of, as a CycloneDX bill that is checked against its schema.
# bill_of_materials.sh VENV FILE [PYTHON], with the tools of VENV. Without PYTHON, whose packages are described then,
# the packages of the product are installed apart, without those for tests.
set -eu

tools=$1/bin
file=$2
python=${3-}
mkdir -p "$(dirname "$file")"
if [ -z "$python" ]; then
    product=$(mktemp -d)
    trap 'rm -rf "$product"' EXIT
    "$tools/uv" venv --quiet --no-project --python "$tools/python" "$product/venv"
    "$tools/uv" pip install --quiet --python "$product/venv/bin/python" --require-hashes --requirements requirements.txt
    python=$product/venv/bin/python
fi
"$tools/cyclonedx-py" environment --pyproject pyproject.toml --mc-type application --spec-version 1.6 \
    --output-reproducible --validate --output-file "$file" "$python"
