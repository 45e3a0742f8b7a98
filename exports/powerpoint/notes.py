"""Speaker notes: how to say it, what it is, what to beware of, how to cite it."""

from typing import Any

from exports.powerpoint.text import set_letters
from exports.publication import Publication, plain
from i18n.messages import messages
from regions.build.languages import Language
from regions.shapes.exhibit import Exhibit


def notes_of(exhibit: Exhibit, publication: Publication, own: str = "") -> list[str]:
    """Return the notes for an exhibit as paragraphs; the speaker's own note stands first."""
    t = messages(exhibit.language)
    lines = [own] if own else []
    if exhibit.claim:
        lines += [t("slide.say", claim=exhibit.claim)]
    lines += [f"{exhibit.title}. {exhibit.subtitle}"]
    word = t(f"comparability.{exhibit.comparability.code}")
    lines += [f"{word} {exhibit.comparability.text}"]
    for remark in exhibit.remarks:
        label = t(f"warning.{remark.code}")
        lines.append(label if remark.text == label else f"{label}: {remark.text}")
    lines += exhibit.notes
    lines += [t("slide.cite", citation=publication.citation(exhibit))]
    return [plain(line) for line in lines]


def write_notes(slide: Any, lines: list[str], language: Language) -> None:
    """Write the notes page of a slide."""
    frame = slide.notes_slide.notes_text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        set_letters(run._r.get_or_add_rPr(), language)
