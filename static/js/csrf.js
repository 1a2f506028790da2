// The token of this moment, from the cookie: a page that was open for an hour sends the fresh one.
export function csrfToken() {
  const found = document.cookie.match(/(?:^|;\s*)(?:__Host-)?kw_csrf=([^;]+)/);
  return found ? decodeURIComponent(found[1]) : "";
}

document.addEventListener("htmx:configRequest", (event) => {
  const token = csrfToken();
  if (token) event.detail.headers["X-CSRFToken"] = token;
});
