"""Moves to and from each partner: departures to the left, arrivals to the right."""

from charts.drawing import DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from i18n.numbers import number


def describe(subject: Subject) -> Drawing:
    """Return the partners with a figure in the order of the frame, the balance with each beside its name."""
    data = subject.exhibit.data
    wide = data.pivot(index="partner", columns="direction", values="value")
    wide = wide.reindex(columns=["outflow", "inflow", "net"])
    order = [code for code in dict.fromkeys(data.partner) if wide.loc[code].notna().any()]
    names = [subject.name(code) for code in order]
    most = subject.limits.bars or len(order)
    shown = wide.loc[order[:most]]
    family = subject.theme.family(subject.country)
    series = tuple(
        DataSeries(
            key=direction,
            name=subject.text(f"region.flows_{direction}"),
            country=subject.country,
            values=drawn_values(shown[direction]),
            colour=colour,
            mirrored=direction == "outflow",
        )
        for direction, colour in (("outflow", family[3]), ("inflow", family[0]))
    )
    balances = tuple(number(net, subject.exhibit.language, signed=True) for net in shown.net)
    return Drawing("mirror", tuple(names[:most]), series, left_out=tuple(names[most:]), beside=balances)


KINDS = (Kind("mirror", ("partner", "direction", "value"), describe),)
