// button[data-copy=text]: copies, and says so in data-copied.
import { each } from "./ready.js";
import { say } from "./toasts.js";

each("[data-copy]", "copy", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(button.dataset.copied);
  } catch {
    say(document.body.dataset.sayFailed);
  }
});
