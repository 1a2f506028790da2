// A form is sent once, however often somebody presses. A form that answers with a file has data-again and may be sent again.
const busy = new WeakSet();

function mark(form, on) {
  for (const button of form.elements) {
    if (button.type !== "submit") continue;
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

function free(form) {
  busy.delete(form);
  mark(form, false);
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if ("again" in form.dataset || form.method === "dialog" || "queue" in form.dataset) return;
    if (busy.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    busy.add(form);
    mark(form, true);
  },
  true,
);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (form) free(form);
});

// Another listener may have stopped it (a question that was answered with no), and then it may be sent again
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) setTimeout(() => form.classList.contains("htmx-request") || free(form));
});

// The back button brings the page back as it was left: busy
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) free(form);
});
