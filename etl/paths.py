"""Where the ETL reads and writes."""

import os
from dataclasses import dataclass
from pathlib import Path

from etl.overlay import current_overlay

_REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Paths:
    """The folders of one run.

    Attributes:
        data: Folder with `catalogue/` and `snapshots/`.
        build: Folder of the built databases and the pointer to the current one.
        refreshed: Folder of what `refresh` brought: raw answers, datasets, state. None: not looked at.
        overlay: The refreshed datasets in use, which stand in for the shipped ones. None: none.
    """

    data: Path
    build: Path
    refreshed: Path | None = None
    overlay: Path | None = None

    @property
    def catalogue(self) -> Path:
        """Folder of the hand-edited catalogue."""
        return self.data / "catalogue"

    @property
    def snapshots(self) -> Path:
        """Folder of the shipped official figures."""
        return self.data / "snapshots"

    @property
    def boundaries(self) -> Path:
        """Folder of the outlines and their credits."""
        return self.data / "boundaries"

    def shown(self, path: Path) -> str:
        """Return a path as it is named in messages: relative to the repository or the data folder."""
        for root, prefix in ((_REPOSITORY, ""), (self.data, "data/")):
            if path.is_relative_to(root):
                return prefix + path.relative_to(root).as_posix()
        return str(path)


def default_paths() -> Paths:
    """Return the folders in use.

    `REGIONS_DATA_DIR` replaces `data/`; `REGIONS_BUILD_DIR` and `REGIONS_REFRESH_DIR` replace its subfolders
    `build/` and `refreshed/`.
    """
    data = Path(os.environ.get("REGIONS_DATA_DIR") or _REPOSITORY / "data").resolve()
    build = Path(os.environ.get("REGIONS_BUILD_DIR") or data / "build").resolve()
    refreshed = Path(os.environ.get("REGIONS_REFRESH_DIR") or data / "refreshed").resolve()
    return Paths(data=data, build=build, refreshed=refreshed, overlay=current_overlay(refreshed))
