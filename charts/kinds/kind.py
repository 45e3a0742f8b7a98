"""What a kind of chart is: the columns its frame must have, and how an Exhibit becomes a Drawing."""

from collections.abc import Callable
from dataclasses import dataclass

from charts.drawing import ON_A_SLIDE, Drawing, Limits
from charts.theme import LIGHT, Theme
from i18n.messages import Messages, messages
from regions.database.catalogue import Catalogue
from regions.shapes.exhibit import Exhibit


class UnfitFrame(Exception):
    """An exhibit says it is a kind of chart for which its frame lacks columns, or a kind there is not."""


@dataclass(frozen=True)
class Subject:
    """What is to be drawn: an exhibit, in whose names and colours, with how much room."""

    exhibit: Exhibit
    catalogue: Catalogue
    theme: Theme = LIGHT
    limits: Limits = ON_A_SLIDE

    @property
    def text(self) -> Messages:
        """Messages in the language of the exhibit."""
        return messages(self.exhibit.language)

    @property
    def country(self) -> str:
        """Country of the region a profile is of."""
        return self.exhibit.view.regions[0][:2]

    def name(self, code: str) -> str:
        """Return the short name of a region, nation or block."""
        return self.catalogue.place_short(code)[self.exhibit.language]


@dataclass(frozen=True)
class Kind:
    """A kind of chart.

    Attributes:
        name: As exhibits say it (`Exhibit.chart`).
        columns: What the frame of such an exhibit must hold.
        describe: Turns the exhibit into a drawing; None where no chart can be made of it.
        splits: Whether each country has a chart of its own where the two are not on one scale.
        is_read: Whether a slide shows its figures as text, whatever a workbook draws.
    """

    name: str
    columns: tuple[str, ...]
    describe: Callable[[Subject], Drawing] | None
    splits: bool = False
    is_read: bool = False

    def check(self, exhibit: Exhibit) -> None:
        """Make sure that the frame of an exhibit has the columns of its kind.

        Raises:
            UnfitFrame: If it lacks some.
        """
        missing = [column for column in self.columns if column not in exhibit.data]
        if missing:
            raise UnfitFrame(
                f"Exhibit '{exhibit.id}' is a chart of kind '{self.name}', but its frame has no column "
                f"{', '.join(missing)}. Add them where the exhibit is made, or choose a kind that fits its "
                f"columns: {', '.join(map(str, exhibit.data))}."
            )
