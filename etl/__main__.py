"""Command line: `python -m etl build|check|status|refresh|import`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from etl.catalogue import read_catalogue, with_refreshed_sources
from etl.checks.database import check_database
from etl.freshness import indicator_status, indicator_table, indicators_as_json
from etl.parquet import write_parquet
from etl.paths import Paths, default_paths
from etl.pipeline import Built, build, check_data
from etl.problems import BuildError, DataError
from etl.publish import current_file
from etl.snapshots import read_snapshots, superseded

BAD_DATA = 1
NOT_WRITTEN = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        Exit code: 0 only if everything passed, 1 for problems in the data, 3 if nothing could be written.
    """
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given).parse_args(given)
    try:
        code: int = options.command(options)
    except DataError as error:
        print(
            f"{error}\n\n{len(error.problems)} problems; the current build stays as it is.", file=sys.stderr
        )
        return BAD_DATA
    except BuildError as error:
        print(error, file=sys.stderr)
        return NOT_WRITTEN
    return code


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl", description="From official figures to one checked database."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("build", help="check data/ and write the database; works offline")
    one.add_argument(
        "--output", type=Path, metavar="FILE", help="write to this file only; the current build stays"
    )
    one.add_argument(
        "--accept-changes", action="store_true", help="large changes against the current build are meant"
    )
    one.add_argument(
        "--parquet",
        type=Path,
        metavar="FOLDER",
        help="write the tables as Parquet files into this folder too",
    )
    one.set_defaults(command=_build)

    one = commands.add_parser(
        "check", help="run the checks alone: on data/ and the current build, or on FILE"
    )
    one.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a DuckDB file made by build")
    one.set_defaults(command=_check)

    one = commands.add_parser(
        "status", help="show for each source and indicator how new it is and what to do"
    )
    one.add_argument("--indicators", action="store_true", help="only the indicators, of the current build")
    one.add_argument("--json", action="store_true", help="as JSON: the sources, or the indicators alone")
    one.set_defaults(command=_status)

    if not {"build", "check"} & {*arguments[:1]}:  # these start sooner without what asks publishers
        from etl.refresh.command import add_command as add_refresh
        from etl.refresh.import_command import add_import

        add_refresh(commands)
        add_import(commands)
    return parser


def _build(options: argparse.Namespace) -> int:
    output = options.output.resolve() if options.output else None
    paths = default_paths()
    built = build(paths, _progress, output, options.accept_changes)
    if options.parquet:
        _progress(f"Parquet files in {write_parquet(built.file, options.parquet.resolve())}")
    print(_summary(built))
    _tell_superseded(paths)
    return 0


def _check(options: argparse.Namespace) -> int:
    paths = default_paths()
    passed = 0
    if options.file is None:
        passed = check_data(paths, _progress).checks_passed
    file = options.file or current_file(paths.build)
    if file is not None:
        _progress(f"checking {file}")
        problems, more = check_database(file)
        if problems:
            raise DataError(problems)
        passed += more
    print(f"{passed} checks passed")
    return 0


def _status(options: argparse.Namespace) -> int:
    from etl.releases import brought_by
    from etl.status import as_json, as_table, refresh_status, refresh_table, source_status

    paths = default_paths()
    now = datetime.now(UTC)
    file = current_file(paths.build)
    indicators = indicator_status(file, now.date()) if file else []
    if options.indicators:
        if file is None:
            print("No build yet: `python -m etl build` makes one.", file=sys.stderr)
        print(indicators_as_json(indicators) if options.json else indicator_table(indicators))
        return 0
    catalogue, problems = read_catalogue(paths)
    snapshots, unreadable = read_snapshots(paths)
    if catalogue is None or unreadable:
        raise DataError([*problems, *unreadable])
    found = source_status(
        with_refreshed_sources(catalogue, snapshots), snapshots, now.date(), brought_by(paths)
    )
    refreshes = refresh_status(paths, now)
    if options.json:
        print(as_json(found, refreshes))
    else:
        more = [refresh_table(refreshes)] if refreshes else []
        more += [indicator_table(indicators)] if indicators else []
        print(as_table(found), *more, sep="\n\n")
    _tell_superseded(paths)
    return 0


def _tell_superseded(paths: Paths) -> None:
    names = superseded(paths)
    if names:
        print(
            f"Not in use, since newer files of them are shipped: what refresh or import brought of "
            f"{', '.join(names)}. The next refresh or import merges it into them, without a network "
            "`python -m etl refresh --from-snapshots`.",
            file=sys.stderr,
        )


def _progress(line: str) -> None:
    print(line, flush=True)


def _summary(built: Built) -> str:
    width = max(len(name) for name in built.row_counts)
    rows = [f"  {name.ljust(width)} {count:>9,}" for name, count in built.row_counts.items()]
    return "\n".join(
        [
            "rows per table:",
            *rows,
            f"{built.n_indicators} indicators, {built.checks_passed} checks passed, "
            f"{built.seconds:.1f} seconds",
            str(built.file),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
