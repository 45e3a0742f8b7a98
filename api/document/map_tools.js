
      // What a hand does on a map (interface/shared/map_tools.py).
      (() => {
        const SVG = "http://www.w3.org/2000/svg";
        const RING = 4, NAME_SIZE = 12;
        const PINCH_STEP = 200, LARGEST_STEP = 20;

        function plotIn(key) {
          return key ? document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`) : null;
        }

        function axis(plot, id, letter) {
          return plot._fullLayout[`${letter}axis${(id ?? letter).slice(1)}`];
        }

        function pixels(plot, trace, x, y) {
          const across = axis(plot, trace.xaxis, "x"), up = axis(plot, trace.yaxis, "y");
          return [across._offset + across.l2p(x), up._offset + up.l2p(y)];
        }

        function outlinePath(plot, code) {
          const trace = plot._fullData.find((one) => one.meta?.[code]);
          if (!trace) return null;
          const [start, end] = trace.meta[code];
          let path = "", command = "M";
          for (let place = start; place < end; place += 1) {
            const y = trace.y[place];
            if (y === null || Number.isNaN(y)) { command = "M"; continue; }
            const [right, down] = pixels(plot, trace, trace.x[place], y);
            path += `${command}${right.toFixed(1)} ${down.toFixed(1)}`;
            command = "L";
          }
          return path;
        }

        function markOf(plot, code) {
          for (const trace of plot._fullData) {
            const place = trace.customdata?.findIndex?.((one) => one?.[0] === code) ?? -1;
            if (place >= 0) return { trace, place };
          }
          return null;
        }

        function draw(name, properties, parent) {
          const element = document.createElementNS(SVG, name);
          for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
          parent.append(element);
          return element;
        }

        function lines(text) {
          return text.split("<br>").map((line) => line.replace(/<[^>]*>/g, ""));
        }

        function unlight(plot) {
          plot?.querySelector(".pointed")?.remove();
        }

        // What is pointed at in one chart is lit in both: the outline on a map, a ring and the name in a strip of dots.
        function light(plot, code) {
          if (!plot?._fullData) return;
          unlight(plot);
          const holder = plot.querySelector(".svg-container");
          if (!holder) return;
          const ink = plot._fullLayout.font.color, paper = plot._fullLayout.paper_bgcolor;
          const layer = draw("svg", { class: "pointed", "aria-hidden": "true", style:
            "position:absolute;inset:0;width:100%;height:100%;pointer-events:none;overflow:hidden" }, holder);
          layer.dataset.code = code;
          // Below the words at the pointer, which Plotly keeps in its last layer.
          holder.insertBefore(layer, [...holder.querySelectorAll(":scope > .main-svg")].at(-1) ?? null);
          const path = outlinePath(plot, code);
          if (path) {
            draw("path", { d: path, fill: "none", stroke: paper, "stroke-width": 4.5, "stroke-linejoin": "round" }, layer);
            draw("path", { d: path, fill: "none", stroke: ink, "stroke-width": 2.5, "stroke-linejoin": "round" }, layer);
            return;
          }
          const found = markOf(plot, code);
          if (!found) return;
          const { trace, place } = found;
          const [x, y] = pixels(plot, trace, trace.x[place], trace.y[place]);
          const sizes = trace.marker.size;
          const radius = (typeof sizes === "number" ? sizes : sizes[place]) / 2 + RING;
          draw("circle", { cx: x, cy: y, r: radius, fill: "none", stroke: ink, "stroke-width": 2.5 }, layer);
          const words = draw("text", {
            x: x > plot._fullLayout.width / 2 ? x - radius - 4 : x + radius + 4, y: y + NAME_SIZE / 3,
            "text-anchor": x > plot._fullLayout.width / 2 ? "end" : "start",
            fill: ink, stroke: paper, "stroke-width": 4, "paint-order": "stroke",
            "font-size": NAME_SIZE, "font-weight": 700, "font-family": plot._fullLayout.font.family,
          }, layer);
          words.textContent = lines(trace.text[place])[0];
        }

        function isZoomed(plot) {
          return Object.keys(plot._fullLayout).some((name) => /^[xy]axis\d*$/.test(name)
            && Math.abs(plot._fullLayout[name].range[0] - plot._fullLayout[name]._rangeInitial0) > 1e-6
              * Math.abs(plot._fullLayout[name]._rangeInitial1 - plot._fullLayout[name]._rangeInitial0));
        }

        // Streamlit bundles Plotly without a global: its zoom is reached through the buttons of the hidden mode bar.
        function press(plot, value) {
          const button = [...plot.querySelectorAll(".modebar-btn")].find((one) => one.dataset.val === value);
          button?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
        }

        // A wheel turns the page, never the map. Two fingers on the map are told to Plotly as a wheel at their middle.
        function zoomAt(plot, x, y, ratio) {
          const under = [...plot.querySelectorAll(".draglayer .nsewdrag")].find((one) => {
            const box = one.getBoundingClientRect();
            return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
          });
          if (!under) return;
          const before = plot._context._scrollZoom;
          plot._context._scrollZoom = { ...before, cartesian: 1 };
          try {
            const wanted = -Math.log(ratio) * PINCH_STEP;
            const deltaY = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, wanted));
            under.dispatchEvent(new WheelEvent("wheel", { deltaY, clientX: x, clientY: y, cancelable: true }));
          } finally {
            plot._context._scrollZoom = before;
          }
        }

        function fingers(event) {
          const [one, other] = event.touches;
          return {
            apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
            x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2,
          };
        }

        window.toolsOfMap = function ({ data, parentElement, setTriggerValue }) {
          const root = parentElement.querySelector(".map-tools");
          const card = parentElement.querySelector(".map-card");
          const bound = new Map();
          const off = new AbortController();
          let byTouch = false, before = null;

          const add = (label, sign, value) => {
            const button = document.createElement("button");
            button.type = "button";
            button.title = label;
            button.setAttribute("aria-label", label);
            button.textContent = sign;
            button.dataset.zoom = value;
            button.onclick = () => { const plot = plotIn(data.chart); if (plot) { unlight(plot); press(plot, value); } };
            root.append(button);
          };
          root.replaceChildren();
          add(data.words.zoomIn, "+", "in");
          add(data.words.zoomOut, "\u2212", "out");
          add(data.words.reset, "\u27f2", "reset");

          const close = () => { card.hidden = true; card.replaceChildren(); };
          const open = (point) => {
            const [name, ...rest] = lines(point.data.text[point.pointNumber] ?? "");
            const title = document.createElement("strong");
            title.textContent = name;
            const told = rest.map((line) => {
              const element = document.createElement("p");
              element.textContent = line;
              return element;
            });
            const lead = document.createElement("button");
            lead.type = "button";
            lead.className = "lead";
            lead.textContent = data.words.profile;
            lead.onclick = () => setTriggerValue("profile", point.customdata[0]);
            const shut = document.createElement("button");
            shut.type = "button";
            shut.textContent = data.words.close;
            shut.onclick = close;
            const row = document.createElement("div");
            row.append(lead, shut);
            card.replaceChildren(title, ...told, row);
            card.hidden = false;
          };
          close();

          const pointed = (event, isClick = false) => {
            const point = event.points?.[0];
            const code = point?.customdata?.[0];
            if (!code) return;
            for (const key of [data.chart, data.partner]) light(plotIn(key), code);
            if (data.card && (byTouch || (data.narrow && isClick))) open(point);
          };
          const left = () => { if (!byTouch) for (const key of [data.chart, data.partner]) unlight(plotIn(key)); };
          const bind = (plot) => {
            if (!plot || bound.has(plot) || !plot.on) return;
            const moved = () => unlight(plot);
            // A finger does not hover: Plotly tells of its tap as a click.
            const tapped = (event) => pointed(event, true);
            const handlers = {
              plotly_hover: pointed, plotly_click: tapped, plotly_unhover: left, plotly_relayout: moved,
            };
            for (const [name, handler] of Object.entries(handlers)) plot.on(name, handler);
            bound.set(plot, handlers);
          };

          // The chart is drawn anew when its figures change: whichever stands there is bound when it is reached for.
          const reached = (event) => {
            const plot = event.target.closest?.(".js-plotly-plot");
            if (!plot?._fullLayout) return;
            const isMap = plot === plotIn(data.chart);
            if (!isMap && plot !== plotIn(data.partner)) return;
            bind(plot);
            if (event.type !== "pointerdown") return;
            byTouch = event.pointerType === "touch";
            // A tap opens the card, whose button leads to the profile: it must not leave the page by itself.
            if (data.card) {
              plot._fullLayout.clickmode = byTouch ? "event" : plot.layout.clickmode ?? "event";
              const words = plot.querySelector(".hoverlayer");
              if (words) words.style.display = byTouch ? "none" : "";
            }
            if (isMap) {
              const mode = isZoomed(plot) ? "pan" : false;
              plot.layout.dragmode = mode;
              plot._fullLayout.dragmode = mode;
            }
          };
          const pinch = (event) => {
            const plot = plotIn(data.chart);
            if (event.touches.length !== 2 || !plot?.contains(event.target)) { before = null; return; }
            if (event.cancelable) event.preventDefault();
            const now = fingers(event);
            if (before && Math.abs(Math.log(now.apart / before)) > 0.01) {
              unlight(plot);
              zoomAt(plot, now.x, now.y, now.apart / before);
              before = now.apart;
            } else if (!before) {
              before = now.apart;
            }
          };
          const options = { capture: true, signal: off.signal };
          document.addEventListener("pointerover", reached, options);
          document.addEventListener("pointerdown", reached, options);
          document.addEventListener("touchmove", pinch, { ...options, passive: false });
          // Without the mouse events that a browser makes of a tap, Plotly takes it for one click, not for two.
          document.addEventListener("touchend", (event) => {
            before = null;
            const plot = event.target.closest?.(".js-plotly-plot");
            const isOurs = plot && (plot === plotIn(data.chart) || plot === plotIn(data.partner));
            if (data.card && isOurs && event.cancelable) event.preventDefault();
          }, { ...options, passive: false });

          return () => {
            off.abort();
            for (const [plot, handlers] of bound) {
              unlight(plot);
              for (const [name, handler] of Object.entries(handlers)) plot.removeListener?.(name, handler);
            }
          };
        };
      })();
    