"""How figures of several regions make one, and what counts them: parts of an indicator's entry."""

from typing import Literal

from pydantic import Field

from etl.models.entry import Code, Entry, Year, refuse

_NEEDED_BY_METHOD: dict[str, tuple[str, ...]] = {
    "sum": (),
    "weighted": ("weight",),
    "implied": ("numerator",),
    "shared": ("numerator", "denominator"),
    "ratio": ("numerator", "denominator", "factor"),
    "change": ("of",),
    "base": ("of", "year"),
    "refused": ("reason",),
}


class Aggregation(Entry):
    """How figures of several regions make one; docs/data.md says what each method does and needs."""

    method: Literal["sum", "weighted", "implied", "shared", "ratio", "change", "base", "refused"]
    weight: Code | None = None
    numerator: Code | None = None
    denominator: Code | None = None
    factor: float | None = None
    summed: Code | None = Field(default=None, alias="of")
    base_year: Year | None = Field(default=None, alias="year")
    reason: Literal["needs_age_detail", "weights_not_held", "partial_coverage"] | None = None

    def _agree(self) -> None:
        needed = _NEEDED_BY_METHOD[self.method]
        if self.model_dump(by_alias=True, exclude_none=True).keys() - {"method"} != set(needed):
            refuse("schema", f"the method {self.method!r} takes {', '.join(needed) or 'nothing else'}")


class CountClaim(Entry):
    """The sentence of one year: how many regions lie below a level, said by the message `claim.<message>`."""

    message: Code
    below: float
