// textarea[data-count] with maxlength: says how many signs are left, once there are few. data-count-text has {n} in it.
import { each } from "./ready.js";

const FEW = 60;

each("[data-count]", "count", (field) => {
  const line = document.createElement("p");
  line.className = "kw-count";
  line.setAttribute("aria-live", "polite");
  field.after(line);
  const tell = () => {
    const left = field.maxLength - field.value.length;
    line.textContent = left <= FEW ? field.dataset.countText.replace("{n}", left) : "";
  };
  field.addEventListener("input", tell);
  tell();
});
