"""Net migration by age: a bar an age group, in the bands published."""

from charts.drawing import DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from i18n.numbers import with_spans


def describe(subject: Subject) -> Drawing:
    """Return a bar an age group, youngest on top."""
    exhibit = subject.exhibit
    series = DataSeries(
        key=subject.country,
        name=exhibit.indicator.called(exhibit.language),
        country=subject.country,
        values=drawn_values(exhibit.data.value),
        colour=subject.theme.country(subject.country),
    )
    groups = tuple(with_spans(str(group), exhibit.language) for group in exhibit.data.age_group)
    return Drawing("bar", groups, (series,))


KINDS = (Kind("ages", ("age_group", "value"), describe),)
