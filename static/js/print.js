// button[data-print]: prints this page.
import { each } from "./ready.js";

each("[data-print]", "print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
