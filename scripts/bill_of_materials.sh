#!/bin/sh
# What an installation of the product consists of: a CycloneDX bill with licences, and the licences as a list.
# bill_of_materials.sh VENV FOLDER, with the tools of VENV; the packages are installed apart, without those for tests.
set -eu

tools=$1/bin
folder=$2
mkdir -p "$folder"
product=$(mktemp -d)
trap 'rm -rf "$product"' EXIT

"$tools/uv" venv --quiet --no-project --python "$tools/python" "$product/venv"
"$tools/uv" pip install --quiet --python "$product/venv/bin/python" --requirements requirements.txt
"$tools/cyclonedx-py" environment --pyproject pyproject.toml --mc-type application --output-reproducible --no-validate \
    --output-file "$folder/bill-of-materials.cdx.json" "$product/venv/bin/python"
"$tools/python" -m scripts.licences "$folder/bill-of-materials.cdx.json" >"$folder/licences.md"
echo "$folder/bill-of-materials.cdx.json and $folder/licences.md"
