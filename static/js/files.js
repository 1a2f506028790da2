// [data-files]: the name and the size of the chosen file, and a button that takes it out. [data-sending]: how far the files of
// a form are; htmx tells it, so a form with files has hx-post or hx-boost.
import { each } from "./ready.js";

const KILO = 1024;

function size(bytes) {
  const [amount, unit] = bytes < KILO * KILO ? [bytes / KILO, "kilobyte"] : [bytes / KILO / KILO, "megabyte"];
  const language = document.documentElement.lang || "nl";
  const digits = unit === "kilobyte" ? 0 : 1;
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits }).format(amount);
}

each("[data-files]", "files", (box) => {
  const input = box.querySelector("input[type=file]");
  const line = box.querySelector("[data-file-name]");
  const show = () => {
    const files = [...input.files];
    line.hidden = files.length === 0;
    line.querySelector("span").textContent = files.map((file) => `${file.name} (${size(file.size)})`).join(", ");
  };
  line.querySelector("button").addEventListener("click", () => {
    input.value = "";
    show();
    input.focus();
  });
  input.addEventListener("change", show);
  input.form?.addEventListener("kw:reset", show);
});

// The picker whose files are on their way: in the form that asked, or around the part that asked
function sending(element) {
  const scope = element.closest("form") ?? element;
  const inputs = [...scope.querySelectorAll("input[type=file]")].filter((input) => input.files.length > 0);
  return inputs.map((input) => input.closest("[data-files], [data-photos]")?.querySelector("[data-sending]")).filter(Boolean);
}

document.addEventListener("htmx:xhr:progress", (event) => {
  const { lengthComputable, loaded, total } = event.detail;
  if (!lengthComputable) return;
  for (const line of sending(event.target)) {
    line.hidden = loaded >= total;
    line.querySelector("progress").value = (100 * loaded) / total;
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  for (const line of sending(event.detail.elt)) line.hidden = true;
});
