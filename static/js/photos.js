// input[data-preview] inside [data-photos]: the chosen photos are shown at once, each with a button that takes it out again.
import { each } from "./ready.js";

each("[data-photos]", "photos", (box) => {
  const input = box.querySelector("input[data-preview]");
  if (!input) return;
  box.dataset.photos = "ready";
  const texts = input.dataset;

  const without = (gone) => {
    const rest = new DataTransfer();
    for (const file of input.files) if (file !== gone) rest.items.add(file);
    input.files = rest.files;
    show();
    input.focus();
  };

  const show = () => {
    for (const old of box.querySelectorAll("figure[data-new]")) {
      URL.revokeObjectURL(old.querySelector("img").src);
      old.remove();
    }
    for (const file of input.files) {
      const figure = document.createElement("figure");
      figure.dataset.new = "";
      const image = document.createElement("img");
      image.className = "kw-photo";
      image.alt = file.name;
      image.src = URL.createObjectURL(file);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kw-button kw-button--icon";
      button.setAttribute("aria-label", `${texts.remove} ${file.name}`);
      button.append(box.querySelector("template").content.cloneNode(true));
      button.addEventListener("click", () => without(file));
      figure.append(image, button);
      box.querySelector(".kw-photos__add").before(figure);
    }
  };

  input.addEventListener("change", show);
  input.form?.addEventListener("kw:reset", show);
});
