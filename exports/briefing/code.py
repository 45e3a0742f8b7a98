"""The QR code that leads from paper to the live view."""

import io

import segno

from charts.theme import LIGHT


def code_picture(link: str) -> bytes:
    """Return the QR code of an address as PNG."""
    body = io.BytesIO()
    segno.make(link, error="l", micro=False).save(body, kind="png", scale=4, border=0, dark=LIGHT.text)
    return body.getvalue()
