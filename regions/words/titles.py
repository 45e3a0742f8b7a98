"""How a view is called where there is room for a line: the title of a window, of a preview, of a bookmark."""

from i18n.lists import listed
from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.catalogue import Catalogue, names_of

_NAMED_INDICATORS, _NAMED_REGIONS = 2, 3


def view_title(view: View, catalogue: Catalogue | None) -> str:
    """Return what a view shows and the product's name: indicators, else the list or page, and the regions.

    Args:
        view: The View.
        catalogue: The names; None before there is a build.
    """
    t = messages(view.language)
    is_list = view.show in PAGES[view.page].lists
    parts = [t(f"show.{view.show}" if is_list else f"page.{view.page}")]
    if catalogue:
        indicators = () if is_list or len(view.indicators) > _NAMED_INDICATORS else view.indicators
        what = " × ".join(catalogue.indicator(code).called(view.language) for code in indicators)
        where = listed(names_of(view.regions[:_NAMED_REGIONS], catalogue, view.language), view.language)
        parts = [what or parts[0], where + (" …" if len(view.regions) > _NAMED_REGIONS else "")]
    return f"{': '.join(part for part in parts if part)} | {t('product.name')}"
