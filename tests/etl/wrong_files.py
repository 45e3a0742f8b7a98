"""Files that are damaged, altered or missing."""

import hashlib
from typing import Any

from tests.etl.spoiling import case, changed_bytes


@case("altered_file")
def a_file_cut_short(sample: Any) -> list[str]:
    changed_bytes(sample, "office_elderly", lambda content: b"\n".join(content.split(b"\n")[:-3]) + b"\n")
    n_rows = len(sample.frames["office_elderly"])
    return [f"office_elderly.csv: truncated: {n_rows - 2} rows, but the YAML says {n_rows}"]


@case("altered_file")
def a_cell_changed_by_hand(sample: Any) -> list[str]:
    """The rows are named by the other rules, whatever the checksum says."""
    changed_bytes(sample, "office_population", lambda content: content.replace(b"3000021", b"8000021"))
    content = sample.csv("office_population").read_bytes()
    line = sample.line("office_population", region_code="XX-03", year=2010)
    return [hashlib.sha256(content).hexdigest(), f"row {line} (2010, population)", "unusual_step"]


@case("csv_broken")
def a_row_with_a_field_too_many(sample: Any) -> list[str]:
    changed_bytes(
        sample, "office_elderly", lambda content: content.replace(b"\nXX-02,2012", b"\nXX-02,0,2012")
    )
    line = sample.line("office_elderly", region_code="XX-02", year=2012)
    return ["office_elderly.csv", f"line {line}"]


@case("columns_missing")
def a_column_lost(sample: Any) -> list[str]:
    sample.frames["office_elderly"] = sample.frames["office_elderly"].drop(columns="year")
    return ["office_elderly.csv row 1: no column year"]


@case("not_utf8")
def a_file_in_another_encoding(sample: Any) -> list[str]:
    changed_bytes(
        sample, "office_ties", lambda content: content.replace(b"sister", "자매".encode("cp949"), 1)
    )
    return ["office_ties.csv row 2", "is not UTF-8"]


@case("yaml_broken")
def broken_yaml(sample: Any) -> list[str]:
    sample.write()
    (sample.folder / "catalogue/topics.yaml").write_text("- id: people\n  names: {ko: [\n", encoding="utf-8")
    return ["topics.yaml row 3"]


@case("yaml_broken")
def a_key_twice(sample: Any) -> list[str]:
    sample.write()
    path = sample.folder / "catalogue/sources.yaml"
    path.write_text(2 * path.read_text(encoding="utf-8"), encoding="utf-8")
    return ["sources.yaml row 12", "the key 'office_yearbook' stands twice"]


@case("file_missing")
def a_catalogue_file_missing(sample: Any) -> list[str]:
    sample.write()
    (sample.folder / "catalogue/publishers.yaml").unlink()
    return ["publishers.yaml: the file is missing"]


@case("file_alone")
def a_dataset_without_its_description(sample: Any) -> list[str]:
    sample.write()
    (sample.folder / "snapshots/office_elderly.yaml").unlink()
    return ["office_elderly.csv: has no office_elderly.yaml beside it"]


@case("altered_file")
def an_outline_moved_by_hand(sample: Any) -> list[str]:
    sample.write()
    path = sample.folder / "boundaries/regions.topojson"
    path.write_bytes(path.read_bytes().replace(b"[9, 0]", b"[8, 0]", 1))
    return ["regions.topojson: the file's sha256 is", hashlib.sha256(path.read_bytes()).hexdigest()]
