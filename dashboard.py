"""Entry: `streamlit run dashboard.py` serves the application below, which runs this file for each visitor.

Streamlit imports the file once as the application (`app`: pages, open data addresses, headers) and then
executes it as the script `__main__` for every visitor: page settings, language, navigation.
"""

import streamlit as st

if __name__ == "__main__":
    from i18n.messages import messages
    from interface.shared.first_build import build_if_missing
    from interface.shared.frame import close_frame, open_frame
    from interface.shared.navigation import navigation
    from interface.shared.state import end_run, resolve_language, view_on_screen
    from interface.shared.turns import TURN
    from regions.database.build import current_build
    from regions.words.titles import view_title

    language = resolve_language()
    t = messages(language)
    st.set_page_config(
        page_title=t("product.name"),
        page_icon="interface/assets/icon.svg",
        layout="wide",
        menu_items={"about": t("product.tagline")},
    )
    build_if_missing(language)
    page = navigation(language)
    with TURN:
        open_frame(language)
        page.run()
        if view := view_on_screen():
            st.set_page_config(page_title=view_title(view, current_build().catalogue))
        close_frame(language)
        end_run()
else:
    from api.documents import template
    from api.links import serve_below
    from api.mcp.door import AssistantDoor
    from api.routes import routes
    from api.security import middleware
    from api.start import lifespan
    from interface.shared.failure import tell_failure
    from interface.shared.first_views import make_first_views
    from interface.shared.shortcuts import take_shortcuts

    take_shortcuts()
    prefix = serve_below(st.get_option("server.baseUrlPath"))
    door = AssistantDoor(prefix)
    app = st.App(
        __file__,
        routes=[*routes(prefix), door.route],
        middleware=middleware(template(), prefix),
        lifespan=lifespan(door, make_first_views),
        on_script_error=tell_failure,
    )
