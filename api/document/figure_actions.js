
      // What is taken along of a chart without the server (interface/shared/actions.py).
      (() => {
        const LINK_SIZE = 11, LINE = 15, LETTER = 5.6;

        // The link stands below the source line, in as many lines as the picture is too narrow for.
        function linkNote(plot, text, width) {
          const margin = { l: 8, b: 40, ...plot.layout.margin };
          const room = Math.max(20, Math.floor((width - 24) / LETTER));
          const lines = text.match(new RegExp(`.{1,${room}}`, "g")) ?? [text];
          const deeper = margin.b + lines.length * LINE;
          const escaped = lines.map((line) => line.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
          return {
            margin: { ...margin, b: deeper },
            note: {
              text: escaped.join("<br>"), xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left", yanchor: "bottom",
              xshift: 2 - margin.l, yshift: 6 - deeper, align: "left", showarrow: false,
              font: { size: LINK_SIZE, color: plot.layout.font?.color },
            },
          };
        }

        const PATIENCE = 60_000;

        function drawn(chart) {
          return document.querySelector(`.st-key-${CSS.escape(chart)} .js-plotly-plot`)?.querySelector(".modebar-btn") ?? null;
        }

        // A chart far down a page is drawn seconds after its buttons: who presses one waits for it instead of pressing again.
        function whenDrawn(chart) {
          if (drawn(chart)) return Promise.resolve();
          return new Promise((resolve) => {
            const finish = () => { observer.disconnect(); clearTimeout(timer); resolve(); };
            const observer = new MutationObserver(() => { if (drawn(chart)) finish(); });
            const timer = setTimeout(finish, PATIENCE);
            observer.observe(document.body, { subtree: true, childList: true });
          });
        }

        // Streamlit bundles Plotly without a global: its picture export is reached through the chart's one mode bar button,
        // which draws a copy of the layout. For that copy alone the link is added.
        function picture(chart, format, size, data, link) {
          const button = drawn(chart);
          if (!button) return false;
          const plot = button.closest(".js-plotly-plot");
          const [width, height] = size;
          const { annotations, margin } = plot.layout;
          const added = linkNote(plot, link, width);
          plot._context.toImageButtonOptions = { width, height, scale: data.scale, format, filename: data.filename };
          try {
            plot.layout.annotations = [...(annotations ?? []), added.note];
            plot.layout.margin = added.margin;
            button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
          } finally {
            plot.layout.annotations = annotations;
            plot.layout.margin = margin;
          }
          return true;
        }

        window.actionsOfFigure = function ({ data, parentElement }) {
          const root = parentElement.querySelector(".actions");
          const chosen = root.querySelector("select")?.value;
          root.replaceChildren();
          const said = document.createElement("output");
          said.setAttribute("aria-live", "polite");
          const url = new URL(data.address, window.location.href).href;
          const add = (name, label, act) => {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = label;
            button.dataset.action = name;
            button.onclick = act;
            root.append(button);
          };
          if (data.chart) {
            const shapes = document.createElement("select");
            shapes.setAttribute("aria-label", data.words.shape);
            shapes.dataset.action = "shape";
            for (const shape of Object.keys(data.sizes)) shapes.add(new Option(shape, shape));
            if (chosen) shapes.value = chosen;
            for (const format of ["png", "svg"]) {
              add(format, format.toUpperCase(), async (event) => {
                const button = event.currentTarget;
                button.setAttribute("aria-busy", "true");
                await whenDrawn(data.chart);
                button.removeAttribute("aria-busy");
                const link = `${data.words.link} ${decodeURI(url)}`;
                const done = picture(data.chart, format, data.sizes[shapes.value], data, link);
                said.textContent = done ? "" : data.words.noPicture;
              });
            }
            root.append(shapes);
          }
          add("link", data.words.copyLink, async () => {
            try {
              await navigator.clipboard.writeText(url);
              said.textContent = data.words.copied;
            } catch {
              // Without permission for the clipboard (plain http, some frames) the link is shown to be copied by hand.
              const field = document.createElement("input");
              field.readOnly = true;
              field.value = url;
              field.setAttribute("aria-label", data.words.copyLink);
              said.replaceChildren(field);
              field.select();
            }
          });
          root.append(said);
        };
      })();
    