// [data-sortable=url] with children that carry data-id: dragging by [data-handle] posts the new order as order=…&order=….
// Only pages with such a list load this file; the buttons up and down beside each line do the same without it.
import Sortable from "sortablejs";
import { each } from "./ready.js";

each("[data-sortable]", "sortable", (list) => {
  let before = [];
  const order = () => [...list.children].filter((child) => child.dataset.id).map((child) => child.dataset.id);
  const restore = () => {
    const rest = [...list.children].filter((child) => !child.dataset.id);
    for (const id of before) list.append(list.querySelector(`:scope > [data-id="${CSS.escape(id)}"]`));
    list.append(...rest);
  };
  new Sortable(list, {
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    draggable: "[data-id]",
    handle: list.querySelector("[data-handle]") ? "[data-handle]" : undefined,
    group: list.dataset.group,
    onStart: () => {
      before = order();
    },
    onEnd: () => {
      if (order().join() === before.join()) return;
      window.htmx
        .ajax("POST", list.dataset.sortable, {
          source: list,
          target: list,
          values: { order: order() },
          swap: list.dataset.swap ?? "none",
        })
        .catch(restore);
    },
  });
  list.addEventListener("htmx:responseError", restore);
  list.addEventListener("htmx:sendError", restore);
});
