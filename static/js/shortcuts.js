// Ctrl-K (or Cmd-K) and / go to the search, Ctrl-Z takes back what a message offers to, ? lists the shortcuts.
// Single keys can be switched off (WCAG 2.1.4).
import { open } from "./dialogs.js";
import { openFind } from "./find.js";

const KEY = "rapport.single-keys";
const allowed = () => {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
};
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

function search() {
  if (openFind()) return;
  const box = document.querySelector("[data-search]");
  if (box?.offsetParent) {
    box.focus();
    box.select();
  } else document.querySelector(".search-link")?.click();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    search();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z" && !typing(event.target)) {
    const undo = [...document.querySelectorAll("#toasts .toast-undo button")].at(-1);
    if (!undo || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    undo.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !allowed() || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    event.preventDefault();
    search();
  } else if (event.key === "?") open(document.getElementById("shortcuts"));
});

const box = document.querySelector("[data-shortcuts-switch]");
if (box) {
  box.checked = allowed();
  box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "on" : "off"));
}
