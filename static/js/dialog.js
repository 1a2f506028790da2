// Dialogs: an opener is a link to #id with data-dialog-open, so that it works without script too (:target in the CSS).
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialogOpen || opener.hash.slice(1));
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-dialog-close]");
  if (closer) {
    const dialog = closer.closest("dialog");
    if (!dialog.open) return;
    event.preventDefault();
    dialog.close();
    return;
  }
  if (event.target instanceof HTMLDialogElement) event.target.close();
});
