// Toasts: what the server said, and say() for what happens on the device. One that offers to undo stays until it is closed.
import { each } from "./ready.js";

const READING_TIME = 9000;

function letGo(toast) {
  if (toast.querySelector("form, [data-toast-action]")) return;
  let timer;
  const wait = () => {
    timer = setTimeout(() => toast.remove(), READING_TIME);
  };
  const hold = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, wait);
  wait();
}

// Says something in the live region; with an action ({label, run}) it has a button and stays.
export function say(text, action) {
  const region = document.getElementById("toasts");
  if (!region || !text) return;
  for (const old of region.querySelectorAll("[data-said]")) old.remove();
  const toast = document.createElement("div");
  toast.className = "kw-toast";
  toast.dataset.said = "";
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kw-button";
    button.dataset.toastAction = "";
    button.textContent = action.label;
    button.addEventListener("click", () => {
      toast.remove();
      action.run();
    });
    toast.append(button);
  }
  region.append(toast);
  letGo(toast);
}

each("[data-toast]", "toast", (toast) => {
  const close = toast.querySelector("[data-toast-close]");
  close.hidden = false;
  close.addEventListener("click", () => toast.remove());
  letGo(toast);
});
