// <button data-copy="text">: the plain text alone, without the spaces it is shown with.
import { toast } from "./toasts.js";
import { words } from "./words.js";

/** Put plain text on the clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return;
  } catch {
    // plain http, or a web view without the permission: the old way
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await copy(button.dataset.copy);
  button.focus();
  toast(words("copied"), "ok");
});
