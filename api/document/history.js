
      // One act of the reader is one entry of the history, so that Back returns to the view that was left. Streamlit
      // makes an entry for the new page and another for its parameters, in either order, and one for each completed
      // address; all but the first after a click or a key take the place of the entry that is there.
      (() => {
        let acted = false;
        const act = (event) => { acted ||= event.isTrusted; };  // a chart repeats a click of its own making
        for (const kind of ["click", "pointerup", "keydown"]) addEventListener(kind, act, true);
        addEventListener("popstate", () => { acted = false; }, true);
        const push = history.pushState.bind(history);
        history.pushState = (...entry) => {
          if (acted) push(...entry); else history.replaceState(...entry);
          acted = false;
        };
      })();
    
