"""What `status` says about refreshes: which source brings which dataset, how it last went."""

from datetime import datetime

from etl.paths import Paths
from etl.refresh.feeds import only_kept, read_feeds, targets
from etl.refresh.state import read_state
from etl.sources import CONNECTORS
from etl.status import RefreshStatus


def brought_by(paths: Paths) -> dict[str, str]:
    """Return for each dataset that `refresh` can bring the name of its source.

    Raises:
        DataError: If the catalogue of feeds is wrong.
    """
    feeds = read_feeds(paths)
    found: dict[str, str] = {}
    for name in CONNECTORS:
        if name in feeds and feeds[name].role in ("bring", "fill"):
            for table in feeds[name].tables:
                if only_kept(table):
                    continue
                for dataset, _ in targets(table):
                    found.setdefault(dataset, name)
    return found


def refresh_status(paths: Paths, now: datetime) -> list[RefreshStatus]:
    """Return the state of each source that can be refreshed.

    Raises:
        DataError: If the catalogue of feeds is wrong.
    """
    feeds = read_feeds(paths)
    state = read_state(paths.refreshed) if paths.refreshed else None
    found = []
    for name in CONNECTORS:
        if name not in feeds:
            continue
        feed, known = feeds[name], state.sources.get(name, {}) if state else {}
        success = known.get("last_success")
        reason = (known.get("reason") or {}).get("en", "")
        found.append(
            RefreshStatus(
                source=name,
                key=feed.key_env,
                key_present=None if feed.key_env is None else not feed.key_lacking,
                last_success=success,
                age_days=(now - datetime.fromisoformat(success)).days if success else None,
                outcome=known.get("outcome"),
                failure="\n".join(filter(None, [reason, known.get("detail", "")])),
            )
        )
    return found
