"""The tool that makes a presentation of views other tools have answered."""

from urllib.parse import urlencode

from api.mcp.answers import SlideAnswer, SlidesAnswer
from api.mcp.arguments import OfSlides
from api.mcp.call import Call, Reply, Unanswerable
from api.security import LONGEST_QUERY
from exports.formats import FORMATS
from regions.exhibits.deck import read, resolve, written

_FILE = "/api/v1/deck.pptx"


def made_slides(asked: OfSlides, call: Call) -> Reply[SlidesAnswer]:
    """A PowerPoint presentation of views, with native charts, notes and sources.

    Give the links that other tools have answered (`link`). The answer holds the address of the file, and the
    page on which slides can be moved, renamed and annotated.
    """
    slides = [read(text) for text in asked.slides]
    found = [resolve(slide, call.language, call.build) for slide in slides]
    broken = [text for text, one in zip(asked.slides, found, strict=True) if one.is_broken or one.notices]
    if broken:
        raise Unanswerable(call.t("mcp.error.no_view", links=", ".join(broken)[:300]))
    query = [("lang", call.language), *(("slide", written(slide)) for slide in slides)]
    query += [("name", asked.name)] if asked.name else []
    text = urlencode(query)
    if len(text) > LONGEST_QUERY:
        raise Unanswerable(call.t("mcp.error.too_many_slides"))
    content = SlidesAnswer(
        file=f"{call.base_url}{_FILE}?{text}",
        media_type=FORMATS["powerpoint"].media_type,
        page=f"{call.base_url}/deck?{text}",
        slides=[
            SlideAnswer(title=one.shown.title if one.shown else slide.title, link=slide.address)
            for slide, one in zip(slides, found, strict=True)
        ],
        language=call.language,
        data_version=call.build.id,
    )
    lines = [f"- {one.title}" for one in content.slides]
    said = (call.t("mcp.slides_file", link=content.file), call.t("mcp.slides_page", link=content.page))
    return Reply(content, "\n".join((*said, *lines)))
