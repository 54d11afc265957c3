// The find box: Ctrl-K, / or a press on the search opens it; it asks the server while one types and acts on Enter.
// The list stays in the field's hands (aria-activedescendant); nothing is asked while a word is being composed.
import { composed } from "./composition.js";
import { open } from "./dialogs.js";
import { remember, remembered } from "./lately.js";

const dialog = document.getElementById("find");
const PAUSE = 120; // ms

remember();

let timer;
let asking;
let field;
let list;
let options = [];
let at = -1;
let shown = null; // the words that the list answers

function choose(index) {
  options[at]?.setAttribute("aria-selected", "false");
  at = options.length ? (index + options.length) % options.length : -1;
  const option = options[at];
  if (option) {
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  } else field.removeAttribute("aria-activedescendant");
}

function draw(html, words) {
  list.innerHTML = html;
  shown = words;
  options = [...list.querySelectorAll("[role=option]")];
  options.forEach((option, index) => {
    option.id = `find-${index}`;
  });
  field.setAttribute("aria-expanded", String(options.length > 0));
  at = -1;
  choose(0);
  dialog.querySelector("[data-find-status]").textContent = options.length ? "" : dialog.dataset.none;
}

async function ask() {
  clearTimeout(timer);
  asking?.abort();
  const mine = (asking = new AbortController());
  const words = field.value.trim();
  list.setAttribute("aria-busy", "true");
  const query = new URLSearchParams({ q: words, recent: remembered().join(",") });
  if (document.getElementById("export-list")) query.append("form", "export-list");
  try {
    const answer = await fetch(`${dialog.dataset.find}?${query}`, {
      signal: mine.signal,
      headers: { "HX-Request": "true" },
    });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    const html = await answer.text();
    if (mine === asking) draw(html, words);
  } catch (error) {
    if (error.name !== "AbortError") dialog.querySelector("[data-find-status]").textContent = dialog.dataset.offline;
  } finally {
    if (mine === asking) list.removeAttribute("aria-busy");
  }
}

/** Open the find box, with words in it. Returns whether this page has one. */
export function openFind(words = "") {
  if (!dialog) return false;
  if (!dialog.open) {
    if (document.querySelector("dialog[open]")) return true; // never over a form that is being filled
    open(dialog);
    field.value = words;
  }
  field.focus();
  field.select();
  if (shown !== field.value.trim()) ask();
  return true;
}

async function act() {
  // Enter may be quicker than the answer: the list of older words is not what the person chose from.
  if (shown !== field.value.trim()) await ask();
  if (shown === field.value.trim()) options[at]?.click();
  else location.href = `${dialog.dataset.searchPage}?${new URLSearchParams({ q: field.value.trim() })}`;
}

if (dialog) {
  field = dialog.querySelector("[role=combobox]");
  list = document.getElementById("find-list");

  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => composed(ask), PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      choose(at + move);
    } else if (event.key === "Escape") {
      event.preventDefault(); // a search field would only be emptied by it
      dialog.close();
    } else if (event.key === "Home" && event.ctrlKey) choose(0);
    else if (event.key === "End" && event.ctrlKey) choose(options.length - 1);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      act();
    }
  });
  list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && options[at] !== option) choose(options.indexOf(option));
  });
  // The field keeps the focus: a press on an option is a choice, not a way into the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    if (event.target.closest("button")?.form?.hasAttribute("data-download")) dialog.close(); // the page stays
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it: what was typed here is only a search
  });
  dialog.addEventListener("close", () => {
    asking?.abort();
    clearTimeout(timer);
    field.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest(".search-link, [data-search]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (openFind(opener.value ?? "")) event.preventDefault();
  });
}
