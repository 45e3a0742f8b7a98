"""Every figure stays in the course of its series, or is declared in unusual_figures.yaml with the reason.

What steps, swaps, repeats and levels find is put together here: a figure is reported once, with the cause
that explains it best, and figures of one dataset, indicator and year are one problem.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from etl.checks import levels, repeats, steps, swaps
from etl.checks.context import Context
from etl.checks.series import in_series, observed_rows
from etl.checks.unusual import declared
from etl.problems import Problem, Rule, examples, spans
from etl.region_codes import are_municipalities

SWAPPED = Rule("swapped_rows", "Two rows seem to be exchanged: compare both with the publisher's table.")
REPEATED = Rule(
    "repeated_year",
    "Take the year from the publisher's table; if it is right, declare the figures in unusual_figures.yaml.",
)
UNUSUAL_STEP = Rule(
    "unusual_step",
    "Compare with the publisher's table; if it is right, declare it in unusual_figures.yaml with the reason.",
)
UNUSUAL_LEVEL = Rule(
    "unusual_level", "Compare code, unit and row with the publisher's table, and the indicator's formula."
)
EXAMPLES = 3
CAUSE = ["at", "rule", "text"]


def usual_figures(context: Context) -> Iterator[Problem]:
    """No figure leaves the course of its series but where it is declared."""
    table = context.figures
    known = declared(context, table)
    years = steps.years(table)
    pairs = swaps.exchanged(table)
    leaping = steps.leaps(table)
    singles = _singles(table, leaping)
    near = table.index[steps.worth_declaring(table, leaping)]
    yield from known.stale([*singles["at"], *near, *pairs["one"], *pairs["other"]], years)
    pairs = pairs[~pairs[["one", "other"]].isin(known.figures.keys()).any(axis=1)]
    singles = singles[~singles["at"].isin(known.figures.keys())]
    causes = pd.concat(
        [_swapped(table, pairs), *_of_year(table, known.undeclared(years)), singles], ignore_index=True
    )
    yield from _problems(context, table, causes.drop_duplicates("at"))


def usual_levels(context: Context) -> Iterator[Problem]:
    """No computed indicator has another size in one region, or in one country, than elsewhere."""
    observed = context.tables["observation"]
    regional = observed[~are_municipalities(observed["region_code"])]  # municipalities are of any size
    table = in_series(observed_rows(regional, context.tables["observation_converted"]))
    entries = {entry.id: entry for entry in context.catalogue.indicators}
    apart = table[levels.apart(table)].groupby(["indicator", "rest", "region_code"], sort=False)["value"]
    for row in apart.median().reset_index().to_dict("records"):
        indicator, region, value = row["indicator"], row["region_code"], row["value"]
        message = (
            f"the figures of {region} ({value:.12g}) are of another size than those of the other regions"
        )
        key = ", ".join(filter(None, (indicator, region, row["rest"])))
        yield UNUSUAL_LEVEL.broken(message, entries[indicator].file, key=key)
    for indicator, message in levels.between_countries(table, entries):
        yield UNUSUAL_LEVEL.broken(message, entries[indicator].file, key=indicator)


def _singles(table: pd.DataFrame, leaping: pd.Series) -> pd.DataFrame:
    """Return the figures that are suspicious by themselves, each with the first of its causes."""
    again = repeats.repeats(table)
    parts = [
        _cause(table, again["most"], REPEATED, "most figures repeat the year before"),
        _cause(table, again["exact"], REPEATED, "the figure repeats the year before to its last digit"),
        _cause(table, leaping, UNUSUAL_STEP, "off the years before and after"),
        _cause(table, steps.breaks(table, leaping), UNUSUAL_STEP, "far from the year beside it"),
        _cause(table, levels.apart(table), UNUSUAL_LEVEL, "of another size than in the other regions"),
    ]
    return pd.concat(parts, ignore_index=True).drop_duplicates("at")


def _cause(table: pd.DataFrame, found: pd.Series, rule: Rule, text: str) -> pd.DataFrame:
    return pd.DataFrame({"at": table.index[found], "rule": rule, "text": text}, columns=CAUSE)


def _swapped(table: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    figures = table.loc[np.unique(pairs[["one", "other"]]), ["place", "sex"]]
    name = {at: " ".join(filter(None, row)) for at, *row in figures.itertuples()}
    both = pd.concat([pairs, pairs.rename(columns={"one": "other", "other": "one"})])
    text = [
        f"{name[min(pair)]} and {name[max(pair)]} seem to be exchanged: "
        "exchanged they would fit the neighbouring years"
        for pair in both[["one", "other"]].itertuples(index=False)
    ]
    return pd.DataFrame({"at": both["one"].to_numpy(), "rule": SWAPPED, "text": text}, columns=CAUSE)


def _of_year(table: pd.DataFrame, shaken: pd.DataFrame) -> Iterable[pd.DataFrame]:
    keys = ["family", "year"]
    all_of = table[keys].reset_index().merge(shaken, on=keys)
    for moved, text in (
        (True, "the figures of all regions leave the course of their series together"),
        (False, "the figures of most regions leave the course of their series, each in another direction"),
    ):
        rows = all_of[all_of["common"].notna() == moved]
        yield pd.DataFrame(
            {"at": rows["index"].to_numpy(), "rule": UNUSUAL_STEP, "text": text}, columns=CAUSE
        )


def _problems(context: Context, table: pd.DataFrame, causes: pd.DataFrame) -> Iterator[Problem]:
    if causes.empty:
        return
    columns = ["dataset", "indicator", "year"]
    found = causes.join(
        table[[*columns, "line", "place", "rest", "sex", "value", "before", "after"]], on="at"
    )
    for side, beside, step in (("was", -1, "before"), ("then", 1, "after")):
        neighbours = table["value"].reindex(found["at"] + beside).to_numpy()
        found[side] = np.where(found[step].notna(), neighbours, np.nan)
    # Figures that are of another size in every year are one problem.
    found["of"] = found["year"].where(found["rule"] != UNUSUAL_LEVEL, 0)
    for _, rows in found.groupby(["dataset", "indicator", "of", "text"], sort=False):
        yield _problem(context, rows)


def _problem(context: Context, rows: pd.DataFrame) -> Problem:
    first = rows.iloc[0]
    rule: Rule = first["rule"]
    shown = examples([_example(row) for row in rows.to_dict("records")], EXAMPLES)
    number = f" ({len(rows)} figures)" if len(rows) > EXAMPLES else ""
    dataset = context.snapshots.datasets[str(first["dataset"])]
    year = first["year"] if first["of"] else spans(rows["year"])
    message, key = f"{first['text']}: {shown}{number}", f"{year}, {first['indicator']}"
    return rule.broken(message, dataset.shown, sorted(rows["line"]), key)


def _example(row: dict[Hashable, Any]) -> str:
    name = " ".join(filter(None, (row["place"], row["sex"], row["rest"])))
    around = [
        f"{row[side]:.12g} {word}"
        for side, word in (("was", "before"), ("then", "after"))
        if pd.notna(row[side])
    ]
    return f"{name} {row['value']:.12g}" + (f" ({', '.join(around)})" if around else "")
