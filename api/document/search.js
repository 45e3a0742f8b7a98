
      // The search field in the frame of every page (interface/shared/search.py draws it): a combobox as ARIA 1.2
      // describes it. Everything is heard on the document, so it survives whatever the page draws anew, and nothing typed
      // makes the page run. While an input method composes, keys belong to it.
      (() => {
        const PAUSE = 120;  // milliseconds without a key before a question is asked
        let found = [], active = -1, asking = null, timer = 0, asked = "", opensFirst = false;
        const field = () => document.querySelector(".ask input");
        const root = () => new URL("./", location.href);  // all pages lie side by side
        const composing = (event) => event.isComposing || event.keyCode === 229;

        const parts = () => {
          const ask = document.querySelector(".ask");
          return ask && {
            input: ask.querySelector("input"), list: ask.querySelector("ul"), said: ask.querySelector("[role=status]"),
            words: ask.dataset,
          };
        };
        const mark = (place) => {
          const { input, list } = parts();
          active = place;
          [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
          if (place < 0) return input.removeAttribute("aria-activedescendant");
          input.setAttribute("aria-activedescendant", list.children[place].id);
          list.children[place].scrollIntoView({ block: "nearest" });
        };
        const close = () => {
          const shown = parts();
          if (!shown) return;
          shown.list.hidden = true;
          shown.list.replaceChildren();
          shown.input.setAttribute("aria-expanded", "false");
          shown.said.textContent = "";
          found = [];
          mark(-1);
        };
        const forget = () => {
          clearTimeout(timer);
          asking?.abort();
          asking = null;
          opensFirst = false;
        };

        const show = (answer) => {
          const { input, list, said, words } = parts();
          found = answer.suggestions;
          list.replaceChildren(...found.map(({ title }, number) => {
            const option = document.createElement("li");
            option.id = `ask-${number}`;
            option.setAttribute("role", "option");
            option.textContent = title;
            return option;
          }));
          list.hidden = !found.length;
          input.setAttribute("aria-expanded", String(found.length > 0));
          const unknown = answer.not_understood.length ? words.unknown.replace("{words}", answer.not_understood.join(words.joint)) : "";
          const result = found.length ? words.found.replace("{count}", found.length) : words.nothing;
          said.textContent = [result, unknown].filter(Boolean).join(" ");
          said.classList.toggle("seen", !found.length || unknown !== "");
          mark(-1);
        };
        const ask = async () => {
          const { input, words, said } = parts();
          const text = input.value.trim();
          asking?.abort();
          asking = null;
          asked = text;
          if (!text) { opensFirst = false; return close(); }
          const own = asking = new AbortController();
          try {
            const query = new URLSearchParams({ q: text, lang: words.lang });
            const answer = await fetch(new URL(`api/v1/ask?${query}`, root()), { signal: own.signal });
            if (!answer.ok) throw new Error(answer.status);
            const content = await answer.json();
            if (asking !== own || !parts()) return;
            asking = null;
            show(content);
            if (opensFirst && found.length) open(0);
            opensFirst = false;
          } catch (error) {
            if (error.name === "AbortError" || asking !== own || !parts()) return;
            forget();
            close();
            said.textContent = words.failed;
            said.classList.add("seen");
          }
        };

        // Within the session, as Back and Forward do, so that a deck collected on the way is kept.
        const open = (place, elsewhere = false) => {
          const target = new URL(found[place].address.replace(/^\//, ""), root());
          if (elsewhere) return window.open(target, "_blank", "noopener");
          forget();
          close();
          field().value = asked = "";
          const app = document.querySelector("[data-testid=stApp]");
          if (app?.dataset.testConnectionState !== "CONNECTED") return location.assign(target);
          history.pushState(null, "", target);
          dispatchEvent(new PopStateEvent("popstate"));
        };
        const enter = () => {
          if (active >= 0) return open(active);
          if (field().value.trim() === asked && !asking) return found.length && open(0);
          opensFirst = true;  // the answer is under way, or the question has not been asked yet
          clearTimeout(timer);
          if (field().value.trim() !== asked || !asking) ask();
        };
        const escape = () => {
          forget();
          if (found.length || parts().said.textContent) close();
          else field().value = "";
          asked = field().value.trim();
        };
        const step = (by) => {
          if (found.length) mark(active < 0 && by < 0 ? found.length - 1 : (active + by + found.length) % found.length);
          else if (field().value.trim()) ask();
        };
        const KEYS = {
          ArrowDown: () => step(1),
          ArrowUp: () => step(-1),
          Enter: enter,
          Escape: escape,
        };

        const typing = (target) => target.isContentEditable || target.matches?.("input, textarea, select, [role=textbox]");
        document.addEventListener("keydown", (event) => {
          if (composing(event) || !parts()) return;
          const inside = event.target === field();
          const called = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)
            || event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
          if (called) {
            field().focus();
            field().select();
          } else if (inside && KEYS[event.key]) KEYS[event.key]();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }, true);
        document.addEventListener("input", (event) => {
          if (event.target !== field()) return;
          event.stopPropagation();
          opensFirst = false;
          clearTimeout(timer);
          timer = setTimeout(ask, PAUSE);
        }, true);
        const option = (event) => event.target.closest?.(".ask li");
        document.addEventListener("mousedown", (event) => { if (option(event)) event.preventDefault(); }, true);
        document.addEventListener("click", (event) => {
          const chosen = option(event);
          if (chosen) open([...chosen.parentNode.children].indexOf(chosen), event.ctrlKey || event.metaKey);
        }, true);
        document.addEventListener("focusout", (event) => {
          if (event.target !== field()) return;
          forget();
          close();
        }, true);
        document.addEventListener("focusin", (event) => {
          if (event.target === field() && field().value.trim()) ask();
        }, true);
      })();
    
