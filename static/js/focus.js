// The summary of errors takes the focus when it appears, and its links put the focus into the field.
import { each } from "./ready.js";

each("[data-focus]", "focus", (element) => element.focus());

document.addEventListener("click", (event) => {
  const link = event.target.closest(".kw-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: "center" });
});
