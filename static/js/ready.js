// Runs a function on every element that matches, now and whenever htmx brings in more; once per element and name.
export function each(selector, name, start) {
  const seen = `kw-${name}`;
  const look = (root) => {
    const found = root.matches?.(selector) ? [root, ...root.querySelectorAll(selector)] : root.querySelectorAll(selector);
    for (const element of found) {
      if (element[seen]) continue;
      element[seen] = true;
      start(element);
    }
  };
  look(document);
  document.addEventListener("htmx:load", (event) => look(event.detail.elt));
}

// The public id of whoever is signed in, or nothing: what is kept on a device is kept per person.
export const person = () => document.body.dataset.person ?? "";
