// <button data-dialog="id"> opens the <dialog id>; data-dialog-close, a press beside it and Esc close it.
// data-dialog-open on a dialog opens it as the page arrives.
const FIELDS = "input:not([type=hidden], [type=checkbox], [disabled]), select, textarea";

/** Open a dialog at its first field or place; closed, it gives the focus back to what opened it, or to that one's menu. */
export function open(dialog) {
  if (!dialog || dialog.open) return;
  const opener = document.activeElement;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) menu.open = false;
  dialog.showModal();
  (dialog.querySelector(FIELDS) ?? dialog.querySelector(".sheet-item, .sheet-places :is(a, button)"))?.focus();
  dialog.addEventListener("close", () => (opener.checkVisibility() ? opener : opener.closest("details")?.querySelector("summary"))?.focus(), { once: true });
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    event.preventDefault();
    open(document.getElementById(opener.dataset.dialog));
    return;
  }
  const closer = event.target.closest("[data-dialog-close]");
  if (closer) closer.closest("dialog")?.close();
});

// Only sheets and dialogs without a form close by a press beside them: typed words are never discarded so.
document.addEventListener("pointerdown", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || dialog.querySelector("textarea, input:not([type=hidden]):not([type=checkbox])")) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
});

function arrive(root) {
  for (const dialog of root.querySelectorAll("dialog[data-dialog-open]")) open(dialog);
}
arrive(document);
document.addEventListener("htmx:load", (event) => arrive(event.detail.elt));
