// Light or dark: a button with data-theme-toggle switches, and a cookie tells the server, so that the first paint is right.
const YEAR = 365 * 24 * 3600;
const root = document.documentElement;

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  root.dataset.theme = isDark() ? "light" : "dark";
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `kw_theme=${root.dataset.theme};path=/;max-age=${YEAR};samesite=lax${secure}`;
});
