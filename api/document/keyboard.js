
      // Whoever comes to a group of choices by Tab arrives at the one that is on, as radio buttons do; Streamlit's groups
      // begin with their first.
      (() => {
        let byTab = false;
        document.addEventListener("keydown", ({ key }) => { byTab = key === "Tab"; }, true);
        document.addEventListener("pointerdown", () => { byTab = false; }, true);
        document.addEventListener("focusin", ({ target, relatedTarget }) => {
          const group = byTab && target.closest?.("[role=radiogroup]");
          if (group && !group.contains(relatedTarget)) group.querySelector("[aria-checked=true], input:checked")?.focus();
        });
      })();

      // A link that skips goes to the figures, or past the chart or table that stands next to it: on what can take the
      // focus after that, the buttons of a map left out.
      (() => {
        const FIGURES = "[class*=st-key-chart-], [data-testid=stDataFrame]";
        const STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']";
        const isSeen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
        const after = (block) => [...document.querySelectorAll(`.stMain :is(${STOPS})`)].find((one) =>
          block.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && !block.contains(one)
          && !one.closest("[class*=st-key-tools-]") && isSeen(one));
        document.addEventListener("click", (event) => {
          const link = event.target.closest?.("a.skip");
          if (!link) return;
          event.preventDefault();
          const own = link.closest("[data-testid=stElementContainer]");
          const first = [...document.querySelectorAll(FIGURES)].find(isSeen);
          const target = link.dataset.to === "figures" ? first : after(own.nextElementSibling ?? own);
          if (!target) return;
          if (!target.matches(STOPS)) target.tabIndex = -1;
          target.focus();
        });
      })();

