
      // What Streamlit itself says is English (buttons of tables, menus, hints, names for screen readers). Each such text
      // is replaced by that of the page's language when it appears, and again when the language changes; the words stand
      // in window.streamlitWords (api/words.py). Of a message with {a place} in it, that place is kept.
      (() => {
        const ATTRIBUTES = ["aria-label", "title", "placeholder"];
        const LONGEST = 300;
        const originals = new WeakMap();  // node -> by place, Streamlit's words and those that were put there
        const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        const compiled = Object.fromEntries(Object.entries(window.streamlitWords).map(([language, words]) => {
          const patterns = [];
          for (const [own, other] of Object.entries(words)) {
            const places = own.match(/\{\w+\}/g);
            if (places) patterns.push([new RegExp(`^${own.split(/\{\w+\}/).map(escape).join("(.+)")}$`), places, other]);
          }
          return [language, { words, patterns }];
        }));
        const said = (text, language) => {
          const { words, patterns } = compiled[language] ?? {};
          if (!words || text.length > LONGEST || !/[A-Za-z]{3}/.test(text)) return text;
          const trimmed = text.trim();
          if (Object.hasOwn(words, trimmed)) return text.replace(trimmed, () => words[trimmed]);
          // The buttons of a table name it behind a colon.
          const [, button, table] = /^([^:]+): (.+)$/s.exec(trimmed) ?? [];
          if (button && Object.hasOwn(words, button)) return `${words[button]}: ${table}`;
          for (const [pattern, places, other] of patterns) {
            const found = pattern.exec(trimmed);
            if (found) return places.reduce((made, place, number) => made.replace(place, () => found[number + 1]), other);
          }
          return text;
        };
        const language = () => document.documentElement.lang;
        // Content of ours is in the reader's language already, or code.
        const skipped = (node) => node.closest("script, style, code, pre, [data-testid=stPlotlyChart], .notranslate");
        const put = (node, place, now, write) => {
          const held = originals.get(node) ?? {};
          const own = held[place]?.put === now ? held[place].own : now;
          const wanted = said(own, language());
          if (wanted !== own || held[place]) originals.set(node, { ...held, [place]: { own, put: wanted } });
          if (wanted !== now) write(wanted);
        };
        const text = (node) => {
          if (node.parentElement && !skipped(node.parentElement)) put(node, "data", node.data, (words) => { node.data = words; });
        };
        const attribute = (node, name) => {
          const now = node.getAttribute(name);
          if (now) put(node, name, now, (words) => node.setAttribute(name, words));
        };
        const whole = (root) => {
          if (root.nodeType === Node.TEXT_NODE) return text(root);
          if (root.nodeType !== Node.ELEMENT_NODE || skipped(root)) return;
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
          for (let node = root; node; node = walker.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) text(node);
            else for (const name of ATTRIBUTES) if (node.hasAttribute(name)) attribute(node, name);
          }
        };
        new MutationObserver((records) => {
          for (const { type, target, attributeName, addedNodes } of records) {
            if (type === "childList") addedNodes.forEach(whole);
            else if (type === "characterData") text(target);
            else if (attributeName !== "lang") attribute(target, attributeName);
            else if (target === document.documentElement) whole(target);
          }
        }).observe(document, { childList: true, characterData: true, subtree: true, attributeFilter: ["lang", ...ATTRIBUTES] });
      })();
    
