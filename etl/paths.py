"""Where the ETL reads and writes."""

import os
from dataclasses import dataclass
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Paths:
    """The folders of one run.

    Attributes:
        data: Folder with `catalogue/` and `snapshots/`.
        build: Folder of the built databases and the pointer to the current one.
    """

    data: Path
    build: Path

    @property
    def catalogue(self) -> Path:
        """Folder of the hand-edited catalogue."""
        return self.data / "catalogue"

    @property
    def snapshots(self) -> Path:
        """Folder of the shipped official figures."""
        return self.data / "snapshots"

    def shown(self, path: Path) -> str:
        """Return a path as it is named in messages: relative to the repository or the data folder."""
        for root, prefix in ((_REPOSITORY, ""), (self.data, "data/")):
            if path.is_relative_to(root):
                return prefix + path.relative_to(root).as_posix()
        return str(path)


def default_paths() -> Paths:
    """Return the folders in use.

    `REGIONS_DATA_DIR` and `REGIONS_BUILD_DIR` replace `data/` and its subfolder `build/`.
    """
    data = Path(os.environ.get("REGIONS_DATA_DIR") or _REPOSITORY / "data").resolve()
    build = Path(os.environ.get("REGIONS_BUILD_DIR") or data / "build").resolve()
    return Paths(data=data, build=build)
