
      // The fields by which one or several of a list are chosen (interface/shared/picker.py): a combobox as ARIA 1.2
      // describes it, which finds by every name. Labels and names come from /api/v1/names, once a language. What is chosen
      // shows at once; the server hears of it with a number, and what it tells of an older number is past.
      (() => {
        const CLOSE = 20, LOOSE = 8, NEAR = 0.4, MOST_NEAR = 3;
        const make = (name, attributes, ...children) => {
          const one = document.createElement(name);
          for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
          one.append(...children);
          return one;
        };

        // --- Names ---
        const books = {};
        const book = (language) => books[language] ??= fetch(new URL(`api/v1/names?lang=${language}`, new URL("./", location.href)))
          .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
          .then(({ places, indicators, spelling }) => ({ places, indicators, spelling: Object.entries(spelling) }))
          .catch((error) => { delete books[language]; throw error; });

        // Width, case, accents, plurals and kind of kana make no difference; Korean is compared letter by letter, so that a syllable
        // still being typed is the beginning of a word.
        const folded = (text, spelling) => {
          let plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
            .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60)).replace(/[^\p{L}\p{N}]+/gu, " ").replace(/\b([a-z]{2,}[^aious\W])s\b/g, "$1").trim();
          for (const [other, usual] of spelling) {
            if (!plain.includes(other)) continue;
            plain = /\p{Script=Han}/u.test(other) ? plain.replaceAll(other, usual) : plain.split(" ").map((word) => word === other ? usual : word).join(" ");
          }
          return { spaced: ` ${plain}`, tight: plain.replaceAll(" ", ""), words: plain.split(" ") };
        };
        // How well a name answers what was typed: the less the better.
        const distance = (name, asked) => {
          if (name.tight === asked.tight) return 0;
          if (name.tight.startsWith(asked.tight)) return 1;
          if (name.spaced.includes(asked.spaced)) return 2;
          if (name.tight.includes(asked.tight)) return 3;
          if (asked.words.length > 1 && asked.words.every((word) => name.tight.includes(word))) return 4;
          return name.tight.length >= (/[a-z]/.test(name.tight) ? 3 : 2) && asked.tight.startsWith(name.tight) ? 5 : Infinity;
        };
        const pairs = (text) => new Set([...text].map((_, place) => text.slice(place, place + 2)).filter((pair) => pair.length === 2));
        const likeness = (one, other) => {
          const shared = [...one].filter((pair) => other.has(pair)).length;
          return 2 * shared / (one.size + other.size || 1);
        };

        // An entry of the list with its names folded; `short` is the label without its remark in brackets.
        const entry = ([code, label, terms = [], topic = "", projected = false, members], place, spelling) => ({
          code, label, topic, projected, members, place,
          names: code.includes(";") ? [] : [label, label.replace(/\s*[(（].*[)）]$/, "")].map((name) => folded(name, spelling)),
          terms: [].concat(terms).map((term) => [term, folded(term, spelling)]), heading: folded(topic, spelling),
        });
        const measured = (one, asked) => {
          const own = Math.min(...one.names.map((name) => distance(name, asked)));
          let best = 2 * own, because = "";
          for (const [term, name] of one.terms) {
            const found = 2 * distance(name, asked) + 1;
            if (found < best) [best, because] = [found, term];
          }
          if (best === Infinity && one.topic && distance(one.heading, asked) < 5) best = CLOSE;
          // A name before a word of it, that before the topic; of those alike, what was counted before what is projected.
          const group = best === 0 ? 0 : best < LOOSE ? 1 : best < CLOSE ? 2 : 3;
          return { one, because, rank: [group, one.projected ? 1 : 0, best, one.members ? 1 : 0, one.place], found: best < Infinity };
        };
        const before = (a, b) => { for (let i = 0; i < a.rank.length; i++) if (a.rank[i] !== b.rank[i]) return a.rank[i] - b.rank[i]; return 0; };

        class Picker {
          constructor(host) {
            this.host = host;
            this.turn = 0;
            this.chosen = [];
            this.shown = [];
            this.active = -1;
            this.input = make("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
              autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "done" });
            this.label = make("label", {});
            this.chips = make("span", { class: "chips" });
            this.clear = make("button", { type: "button", class: "clear" }, "×");
            this.list = make("ul", { role: "listbox", hidden: "" });
            this.said = make("p", { role: "status", "aria-live": "polite" });
            this.field = make("div", { class: "field" }, this.chips, this.input, this.clear);
            host.append(this.label, this.field, make("div", { class: "answer" }, this.list, this.said));
            this.listen();
          }

          // What the server tells, in every run.
          tell(data, act) {
            this.act = act;
            const changed = JSON.stringify(data.options) !== JSON.stringify(this.data?.options) || data.language !== this.data?.language;
            this.data = data;
            const { id, label, words, many } = data;
            this.label.textContent = label;
            this.label.id = `${id}-label`;
            this.label.htmlFor = this.input.id = id;
            this.list.id = `${id}-list`;
            this.input.setAttribute("aria-controls", this.list.id);
            this.list.setAttribute("aria-labelledby", this.label.id);
            if (many) this.list.setAttribute("aria-multiselectable", "true");
            this.clear.setAttribute("aria-label", `${words.clear}: ${label}`);
            if (data.turn >= this.turn) {
              this.turn = data.turn;
              if (JSON.stringify(this.chosen) !== JSON.stringify(data.value)) {
                this.chosen = data.value;
                if (!many && document.activeElement === this.input && this.typed) this.typed = false;
              }
            }
            if (changed) this.entries = null;
            this.draw();
            if (changed && !this.list.hidden) this.look();
          }

          draw() {
            const { many, words, placeholder, optional } = this.data;
            this.host.classList.toggle("many", many);
            const wanted = many ? this.chosen : [];
            if (this.drawn !== JSON.stringify([wanted, words.remove])) {
              this.drawn = JSON.stringify([wanted, words.remove]);
              this.chips.replaceChildren(...wanted.map(([code, label]) => {
                const remove = make("button", { type: "button", "aria-label": words.remove.replace("{name}", label), "data-code": code }, "×");
                return make("span", { class: "chip" }, make("span", {}, label), remove);
              }));
            }
            if (!many && !this.typed) this.input.value = this.chosen[0]?.[1] ?? "";
            this.input.placeholder = this.chosen.length && many ? "" : placeholder;
            this.clear.hidden = !optional || this.chosen.length < (many ? 2 : 1);
          }

          async read() {
            const { options, source, language } = this.data;
            if (this.entries) return this.entries;
            if (!source) return this.entries = options.map((one, place) => entry(one, place, []));
            const held = await book(language);
            const place = new Map(options.split(" ").map((code, number) => [code, number]));
            const rows = held[source].filter(({ code, members }) => place.has(code) || members?.some((one) => place.has(one)));
            return this.entries = rows.map(({ code, label, terms, topic, projected, members }) =>
              entry([code, label, terms, topic, projected, place.has(code) ? undefined : members.filter((one) => place.has(one))], place.get(code) ?? place.size, held.spelling));
          }

          // The entries offered for what was typed, the best first, and those near it if there is none.
          offered(text, entries, spelling) {
            const { many } = this.data, taken = new Set(many ? this.chosen.map(([code]) => code) : []);
            const single = entries.filter((one) => !one.members && !taken.has(one.code)).sort((a, b) => a.place - b.place);
            const asked = folded(text, spelling);
            if (!asked.tight) return { found: single.map((one) => ({ one, because: "" })), near: false };
            const groups = entries.filter((one) => one.members?.some((code) => !taken.has(code)));
            const hits = [...single, ...groups].map((one) => measured(one, asked)).filter(({ found }) => found);
            const found = [];
            for (const hit of hits.sort(before)) {
              if (many || !hit.one.members) found.push(hit);
              for (const code of hit.one.members ?? []) {
                const member = single.find((one) => one.code === code);
                if (member && !hits.some((one) => one.one === member && one.found && one.rank[2] <= hit.rank[2])) found.push({ one: member, because: hit.one.label });
              }
            }
            const once = [...new Map(found.reverse().map((hit) => [hit.one.code, hit])).values()].reverse();
            if (once.length) return { found: once, near: false };
            const held = entries.filter((one) => taken.has(one.code) && measured(one, asked).found);
            if (held.length) return { found: [], near: true, held };
            const own = pairs(asked.tight);
            const close = single.map((one) => ({ one, because: "", like: Math.max(...[...one.names, ...one.terms.map(([, name]) => name)].map((name) => likeness(own, pairs(name.tight)))) }));
            return { found: close.filter(({ like }) => like >= NEAR).sort((a, b) => b.like - a.like).slice(0, MOST_NEAR), near: true };
          }

          async look() {
            const text = this.typed ? this.input.value : "", turn = this.looking = {};
            const { words, most, many, source, language } = this.data;
            let entries = [], spelling = [];
            try {
              entries = await this.read();
              if (source) ({ spelling } = await book(language));
            } catch { /* said below: nothing can be found without the names */ }
            if (this.looking !== turn || document.activeElement !== this.input) return;
            const full = many && most && this.chosen.length >= most;
            const { found, near, held } = full ? { found: [], near: false } : this.offered(text, entries, spelling);
            this.shown = found;
            this.list.replaceChildren(...found.map(({ one, because }, number) => this.option(one, because, number)));
            this.list.hidden = !found.length;
            this.input.setAttribute("aria-expanded", String(found.length > 0));
            const told = full ? words.limit.replace("{count}", most)
              : held ? words.taken.replace("{words}", held.map(({ label }) => label).join(", ")) : near ? (found.length ? words.near : words.nothing).replace("{words}", text.trim())
              : words.found.replace("{count}", found.length);
            this.said.textContent = told;
            this.said.classList.toggle("seen", Boolean(full || near));
            const current = many || this.typed ? -1 : found.findIndex(({ one }) => one.code === this.chosen[0]?.[0]);
            this.best = text && !near && found.length ? 0 : -1;
            this.mark(current >= 0 ? current : this.best);
          }

          option(one, because, number) {
            const { many, words } = this.data;
            const left = one.members?.filter((code) => !this.chosen.some(([held]) => held === code)).length;
            const small = one.members ? words.members.replace("{count}", left) : because || one.topic;
            const item = make("li", { role: "option", id: `${this.data.id}-${number}`, "aria-selected": "false" }, one.label);
            if (small) item.append(" ", make("small", {}, small));
            if (!many && one.code === this.chosen[0]?.[0]) item.classList.add("held");
            return item;
          }

          mark(place) {
            this.list.children[this.active]?.setAttribute("aria-selected", "false");
            this.active = place;
            const item = this.list.children[place];
            if (!item) return this.input.removeAttribute("aria-activedescendant");
            item.setAttribute("aria-selected", "true");
            this.input.setAttribute("aria-activedescendant", item.id);
            const { list } = this, top = item.offsetTop - list.offsetTop;
            if (top < list.scrollTop) list.scrollTop = top;
            else if (top + item.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + item.offsetHeight - list.clientHeight;
          }

          close() {
            this.looking = null;
            this.typed = false;
            this.shown = [];
            this.mark(-1);
            this.list.hidden = true;
            this.list.replaceChildren();
            this.said.textContent = "";
            this.input.setAttribute("aria-expanded", "false");
            this.input.value = "";
            this.draw();
          }

          choose(place) {
            const { one } = this.shown[place], { many, most } = this.data;
            const named = (code) => [code, this.entries.find((held) => held.code === code)?.label ?? code];
            const codes = one.members ?? [one.code];
            const fresh = codes.filter((code) => !this.chosen.some(([held]) => held === code)).map(named);
            this.set(many ? [...this.chosen, ...fresh].slice(0, most ?? undefined) : [named(one.code)]);
            this.close();
          }

          set(chosen) {
            if (JSON.stringify(chosen) === JSON.stringify(this.chosen)) return;
            this.chosen = chosen;
            this.turn += 1;
            this.draw();
            this.act({ turn: this.turn, chosen: chosen.map(([code]) => code) });
          }

          async enter() {
            if (this.list.hidden) await this.look();
            else if (this.looked) await this.looked;
            const place = this.active >= 0 ? this.active : this.best;
            if (place >= 0 && this.shown[place]) this.choose(place);
            else if (this.shown.length && this.typed) this.mark(0);
          }

          step(by) {
            if (this.list.hidden) { this.looked = this.look(); return; }
            const count = this.shown.length;
            this.mark(this.active < 0 ? (by > 0 ? 0 : count - 1) : (this.active + by + count) % count);
          }

          listen() {
            const KEYS = {
              ArrowDown: () => this.step(1),
              ArrowUp: () => this.step(-1),
              Enter: () => this.enter(),
              Escape: () => { this.close(); this.input.select(); },
            };
            this.input.addEventListener("keydown", (event) => {
              if (event.isComposing || event.keyCode === 229) return;  // keys belong to the input method
              const { many } = this.data;
              if (KEYS[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey) {
                KEYS[event.key]();
                event.preventDefault();
              } else if (event.key === "Backspace" && many && !this.input.value && this.chosen.length) this.set(this.chosen.slice(0, -1));
              if (event.key !== "Tab") event.stopPropagation();
            });
            this.input.addEventListener("input", () => { this.typed = true; this.looked = this.look(); });
            this.input.addEventListener("focus", () => { this.input.select(); book(this.data.language).catch(() => {}); });
            this.input.addEventListener("click", () => { if (this.list.hidden) this.looked = this.look(); });
            this.input.addEventListener("blur", () => this.close());
            this.field.addEventListener("mousedown", (event) => {
              if (event.target === this.input) return;
              event.preventDefault();
              if (event.target.closest("button")) return;
              this.input.focus();
              this.looked = this.look();
            });
            this.field.addEventListener("click", (event) => {
              const button = event.target.closest("button");
              if (!button) return;
              const { code } = button.dataset, place = [...this.chips.querySelectorAll("button")].indexOf(button);
              const focused = document.activeElement === button;
              this.set(code === undefined ? [] : this.chosen.filter(([held]) => held !== code));
              if (focused) (this.chips.querySelectorAll("button")[Math.max(place, 0)] ?? this.input).focus();
              if (!this.list.hidden) this.look();
            });
            this.list.addEventListener("mousedown", (event) => event.preventDefault());
            this.list.addEventListener("click", (event) => {
              const item = event.target.closest("li");
              if (item) this.choose([...this.list.children].indexOf(item));
            });
          }
        }

        const pickers = new WeakMap();
        window.showPicker = (host, data, act) => {
          if (!pickers.has(host)) pickers.set(host, new Picker(host));
          pickers.get(host).tell(data, act);
        };
      })();
    
