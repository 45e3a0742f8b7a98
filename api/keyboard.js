
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

