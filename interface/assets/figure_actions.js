// Streamlit bundles Plotly without a global: its picture export is reached through the chart's one mode bar button.
function picture(chart, format, options) {
  const plot = document.querySelector(`.st-key-${CSS.escape(chart)} .js-plotly-plot`);
  const button = plot?.querySelector(".modebar-btn");
  if (!button) return false;
  plot._context.toImageButtonOptions = { ...options.size, format, filename: options.filename };
  button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  return true;
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".actions");
  root.replaceChildren();
  const said = document.createElement("output");
  said.setAttribute("aria-live", "polite");
  const add = (name, label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.dataset.action = name;
    button.onclick = act;
    root.append(button);
  };
  for (const format of data.chart ? ["png", "svg"] : []) {
    add(format, format.toUpperCase(), () => {
      said.textContent = picture(data.chart, format, data.picture) ? "" : data.words.noPicture;
    });
  }
  add("link", data.words.copyLink, async () => {
    const url = new URL(data.address, window.location.href).href;
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
}
