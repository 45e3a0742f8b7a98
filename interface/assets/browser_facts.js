// What the server was told of the theme, until it has taken it up.
let told = null;

export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language;
  const query = window.matchMedia(`(max-width: ${data.narrowBelow - 1}px)`);
  const tell = () => { if (query.matches !== data.narrow) setStateValue("narrow", query.matches); };
  query.onchange = tell;
  tell();

  // Charts and fields are coloured by the server: a theme that changes while a page is open asks for one more run.
  const app = document.querySelector(".stApp");
  const isDark = () => getComputedStyle(app).colorScheme === "dark";
  const tellTheme = () => {
    const dark = isDark();
    document.documentElement.dataset.dark = dark;
    if (dark === data.dark) told = null;
    else if (dark !== told) setStateValue("dark", told = dark);
  };
  const watched = new MutationObserver(() => requestAnimationFrame(tellTheme));
  watched.observe(app, { attributes: true, attributeFilter: ["class"] });
  tellTheme();
  return () => { query.onchange = null; watched.disconnect(); };
}
