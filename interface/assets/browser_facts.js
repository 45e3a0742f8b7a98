export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language;
  const query = window.matchMedia(`(max-width: ${data.narrowBelow - 1}px)`);
  const tell = () => { if (query.matches !== data.narrow) setStateValue("narrow", query.matches); };
  query.onchange = tell;
  tell();
  return () => { query.onchange = null; };
}
