// A section is an expander of Streamlit: its summary is what opens it, on the server too.
const fold = (key) => document.querySelector(`.st-key-${CSS.escape(key)}`);

function show(key) {
  const section = fold(key);
  const summary = section?.querySelector("summary");
  if (!summary) return false;
  if (!summary.parentElement.open) summary.click();
  summary.focus({ preventScroll: true });
  keepInSight(section);
  return true;
}

// What is opened arrives bit by bit: the section stays at the top until it has, or the reader moves.
function keepInSight(section) {
  const toTop = () => section.scrollIntoView({ block: "start", behavior: "instant" });
  const watched = document.querySelector(".stMainBlockContainer") ?? section;
  const observer = new ResizeObserver(toTop);
  const moves = ["wheel", "touchmove", "keydown", "pointerdown"];
  const stop = () => {
    observer.disconnect();
    moves.forEach((kind) => document.removeEventListener(kind, stop, true));
  };
  moves.forEach((kind) => document.addEventListener(kind, stop, { capture: true, passive: true }));
  setTimeout(stop, 5000);
  observer.observe(watched);
  toTop();
}

// An address with an anchor opens its section once, as soon as the page has it.
let anchor = window.location.hash.slice(1);

export default function ({ data, parentElement }) {
  const nav = parentElement.querySelector("nav");
  const list = nav.querySelector("ul");
  nav.setAttribute("aria-label", data.label);
  for (const [name, value] of Object.entries(data.colours)) nav.style.setProperty(`--${name}`, value);
  const links = data.sections.map(({ key, title }) => {
    const link = document.createElement("a");
    link.href = `#${key}`;
    link.textContent = title;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(key);
    });
    return link;
  });
  list.replaceChildren(...links.map((link) => {
    const item = document.createElement("li");
    item.append(link);
    return item;
  }));

  // Where the reader is: the last section whose top has passed under the bar.
  const mark = () => {
    const edge = nav.getBoundingClientRect().bottom + 24;
    let here = -1;
    data.sections.forEach(({ key }, place) => {
      const section = fold(key);
      if (section && section.getBoundingClientRect().top < edge) here = place;
    });
    links.forEach((link, place) => {
      if (place === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    const current = links[here];
    if (current && list.scrollWidth > list.clientWidth) list.scrollLeft = current.offsetLeft - list.offsetLeft - 24;
  };
  let waiting = 0;
  const later = () => {
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; mark(); });
  };
  document.addEventListener("scroll", later, { capture: true, passive: true });
  if (data.sections.some(({ key }) => key === anchor)) {
    const wanted = anchor;
    anchor = "";
    requestAnimationFrame(() => { if (!show(wanted)) anchor = wanted; });
  }
  return () => {
    document.removeEventListener("scroll", later, { capture: true });
    cancelAnimationFrame(waiting);
  };
}
