"""The address of a page as a QR code, for slides and briefings."""

import io

from charts.theme import LIGHT


def code_picture(link: str) -> bytes:
    """Return the QR code of an address as PNG."""
    import segno  # compiles its tables when imported, a tenth of what the start of a server takes

    body = io.BytesIO()
    segno.make(link, error="l", micro=False).save(body, kind="png", scale=4, border=0, dark=LIGHT.text)
    return body.getvalue()
