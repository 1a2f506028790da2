// button[data-key="ArrowRight PageDown"]: pressed by those keys as well, as the clicker of a presenter sends them. Not while
// somebody is in a field or another control, or holds a key that means something to the browser.
document.addEventListener("keydown", (event) => {
  const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
  if (!plain || event.target.closest?.("input, textarea, select, [role=tab], summary")) return;
  const button = [...document.querySelectorAll("button[data-key]:not(:disabled)")].find((one) =>
    one.dataset.key.split(" ").includes(event.key),
  );
  if (!button) return;
  event.preventDefault();
  button.click();
});
