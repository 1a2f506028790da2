// Without a network a page stays as it is: a banner says so, and a link or a form that would lead to the browser's own error
// page waits. What goes by htmx and what has a queue of its own (data-queue) say it themselves.
import { say } from "./toasts.js";

const banner = document.querySelector("[data-offline]");
const texts = document.body.dataset;

function show() {
  if (banner) banner.hidden = navigator.onLine;
}

function stay(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  show();
  say(texts.sayOffline);
}

document.addEventListener("click", (event) => {
  if (navigator.onLine || event.defaultPrevented || event.button !== 0) return;
  const link = event.target.closest("a[href]");
  if (!link || link.origin !== location.origin || link.target === "_blank") return;
  const here = link.pathname === location.pathname && link.search === location.search && link.hash;
  if (!here && !link.hasAttribute("hx-get")) stay(event);
});

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (navigator.onLine || "queue" in form.dataset || form.method === "dialog") return;
    if (!form.hasAttribute("hx-post") && !form.hasAttribute("hx-get")) stay(event);
  },
  true,
);

window.addEventListener("online", show);
window.addEventListener("offline", show);
show();
