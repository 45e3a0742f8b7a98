"""Runs the steps of `deploy/Dockerfile` in a Debian root, where there is no container engine.

As root of a machine with Debian's mmdebstrap:

    mmdebstrap --variant=minbase --include=python3,python3-venv,ca-certificates,adduser bookworm ROOT
    python -m scripts.prove_dockerfile ROOT

It reads the Dockerfile and repeats nothing of it: COPY takes the files under version control, RUN and CMD run
in the root with the ENV, WORKDIR and USER before them, and then the HEALTHCHECK is asked. Debian's Python
3.11 stands in for the one of the base image. Settings of pip are handed over from the environment (`PIP_*`).
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
DOCKERFILE = REPOSITORY / "deploy" / "Dockerfile"
VENV = "/opt/python"
START_SECONDS = 60


@dataclass
class State:
    """What the steps so far have set."""

    root: Path
    folder: str = "/"
    user: str = "root"
    environment: dict[str, str] = field(
        default_factory=lambda: {"PATH": f"{VENV}/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    )

    def command(self, words: list[str]) -> list[str]:
        """Return the words as a command inside the root, in the folder, as the user, with the environment."""
        given = [f"{name}={value}" for name, value in self.environment.items()]
        inside = f'cd {self.folder} && exec "$@"'
        user = [f"--userspec={self.user}"] if self.user != "root" else []
        return [
            "chroot",
            *user,
            str(self.root),
            "/usr/bin/env",
            "-i",
            *given,
            "sh",
            "-c",
            inside,
            "sh",
            *words,
        ]


def steps(text: str) -> list[tuple[str, str]]:
    """Return the instructions of a Dockerfile: keyword and the rest, continued lines joined."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    found = [line.partition(" ") for line in joined.splitlines() if line.strip()]
    return [(word, rest.strip()) for word, _, rest in found]


def copy(state: State, rest: str) -> None:
    """Copy what is under version control, or one file of it, into the current folder of the root."""
    *sources, _ = rest.split()
    target = state.root / state.folder.lstrip("/")
    target.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", *sources], cwd=REPOSITORY, check=True, capture_output=True, text=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, target / name)


def run(state: State, rest: str) -> None:
    """Run a step and stop if it fails; pip gets its settings from the environment of this process."""
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    begun = time.monotonic()
    with_pip = State(state.root, state.folder, state.user, state.environment | pip)
    subprocess.run(with_pip.command(["sh", "-c", rest]), check=True)
    print(f"  done in {time.monotonic() - begun:.0f} s", flush=True)


def serve(state: State, command: list[str], healthcheck: list[str]) -> None:
    """Start the command, wait until the health check passes, and stop it."""
    process = subprocess.Popen(state.command(command))
    try:
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run(state.command(healthcheck), capture_output=True).returncode != 0:
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit("the server did not become healthy")
            time.sleep(1)
        identity = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        print("healthy; runs as user", re.findall(r"^Uid:\s+(\d+)", identity, re.MULTILINE)[0])
    finally:
        process.terminate()
        process.wait(timeout=20)


def main() -> None:
    """Run every step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path, metavar="ROOT")
    state = State(parser.parse_args().root.resolve())
    subprocess.run(State(state.root).command(["python3", "-m", "venv", VENV]), check=True)
    healthcheck: list[str] = []
    for word, rest in steps(DOCKERFILE.read_text(encoding="utf-8")):
        print(word, rest, flush=True)
        match word:
            case "WORKDIR":
                state.folder = rest
                (state.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
            case "ENV":
                state.environment |= dict(part.split("=", 1) for part in rest.split())
            case "USER":
                state.user = rest
            case "COPY":
                copy(state, rest)
            case "RUN":
                run(state, rest)
            case "HEALTHCHECK":
                healthcheck = json.loads(rest[rest.index("CMD") + 3 :])
            case "CMD":
                serve(state, json.loads(rest), healthcheck)
            case "FROM" | "EXPOSE":
                pass
            case _:
                sys.exit(f"{word} is not known here: prove it by hand, or teach it to this script")


if __name__ == "__main__":
    main()
