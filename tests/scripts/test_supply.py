"""What the product is made of: a bill that fits its schema, licences that are allowed, hosted CI."""

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from email.message import Message
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from scripts.licences import DOCUMENT, document, is_allowed, licence_of, locked_packages

if TYPE_CHECKING:
    from cyclonedx.validation.json import JsonStrictValidator

REPOSITORY = Path(__file__).resolve().parents[2]
INSTALLED = ("requests", "certifi", "python-stdnum")


@pytest.fixture(scope="module")
def schema() -> "JsonStrictValidator":
    """The schema of bills; reading its package takes four seconds, which only these tests should wait for."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    return JsonStrictValidator(SchemaVersion.V1_6)


def test_the_bill_of_an_installation_satisfies_its_schema(
    tmp_path: Path, schema: "JsonStrictValidator"
) -> None:
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    base = {"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=base))
    for name in INSTALLED:
        held = Path(str(distribution(name)._path))  # type: ignore[attr-defined]
        shutil.copytree(held, packages / held.name)
    file = tmp_path / "supply" / "sbom.cdx.json"
    command = ["sh", "scripts/bill_of_materials.sh", sys.prefix, str(file), str(python)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = file.read_text(encoding="utf-8")
    assert schema.validate_str(text) is None
    bill = json.loads(text)
    assert bill["metadata"]["component"]["name"] == "korea-japan-regions"
    parts = {part["name"]: part for part in bill["components"]}
    assert parts.keys() == set(INSTALLED)
    for name in INSTALLED:
        assert parts[name]["version"] == distribution(name).version
        assert parts[name]["licenses"] and parts[name]["purl"].startswith(f"pkg:pypi/{name}@")


def test_a_bill_that_breaks_the_schema_is_refused(schema: "JsonStrictValidator") -> None:
    broken = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "no type"}]}
    assert schema.validate_str(json.dumps(broken)) is not None


def test_the_list_of_licences_is_that_of_the_locked_packages() -> None:
    packages = locked_packages()
    assert DOCUMENT.read_text(encoding="utf-8") == document(packages), "run `make licences`"
    assert [one for one in packages if not is_allowed(one.licence)] == []


@pytest.mark.parametrize(
    ("declared", "licence", "allowed"),
    [
        ({"License-Expression": "MIT AND PSF-2.0"}, "MIT AND PSF-2.0", True),
        ({"License-Expression": "MIT AND AGPL-3.0-only"}, "MIT AND AGPL-3.0-only", False),
        ({"License-Expression": "AGPL-3.0-only OR MIT"}, "AGPL-3.0-only OR MIT", True),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT", True),
        ({"License": "The MIT License (MIT)\n\nand its text"}, "MIT", True),
        ({"License": "Proprietary"}, "not known: Proprietary", False),
        ({"Classifier": "Topic :: Software"}, "not known: ", False),
    ],
)
def test_a_licence_is_allowed_or_refused(declared: dict[str, str], licence: str, allowed: bool) -> None:
    described = Message()
    for name, value in declared.items():
        described[name] = value
    found = licence_of("some-package", described)
    assert (found, is_allowed(found)) == (licence, allowed)


def test_hosted_ci_runs_everything_that_must_pass() -> None:
    flow = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    commands = [step.get("run", "") for job in flow["jobs"].values() for step in job["steps"]]
    assert "sh .ci/run" in commands
    assert flow["permissions"] == {"contents": "read"}
