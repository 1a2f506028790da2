// textarea[data-enter-sends]: Enter sends the form, Shift+Enter begins a new line. While somebody composes a letter (é, or a
// character of another script) Enter is part of that.
document.addEventListener("keydown", (event) => {
  const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
  if (event.key !== "Enter" || !plain || !event.target.matches?.("textarea[data-enter-sends]")) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
});
