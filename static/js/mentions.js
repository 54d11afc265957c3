// Behind an @ a list of the colleagues who see what is being written about. The list stays in the field's hands:
// arrow keys, Enter or Tab take one, Escape closes it; a name is found by its characters, its sound or the user name.
const MOST = 8;
const BEHIND_AT = /[@＠]([^\s@＠]{0,30})$/;
const asked = new Map(); // address: its names, asked for once a page

let box;
let options = [];
let at = -1;

const listOf = (host) => host.querySelector("[role=listbox]");
const names = (url) => {
  if (!asked.has(url)) {
    const answer = fetch(url, { headers: { Accept: "application/json" }, redirect: "error" })
      .then((one) => (one.ok ? one.json() : Promise.reject(new Error(String(one.status)))))
      .then((data) => data.names);
    answer.catch(() => asked.delete(url)); // offline: the next key asks again
    asked.set(url, answer);
  }
  return asked.get(url);
};

function close() {
  if (!box) return;
  const field = box.querySelector("textarea");
  listOf(box).hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
  box.querySelector("[data-mention-status]").textContent = "";
  options = [];
  at = -1;
}

function choose(index) {
  options[at]?.setAttribute("aria-selected", "false");
  at = (index + options.length) % options.length;
  options[at].setAttribute("aria-selected", "true");
  options[at].scrollIntoView({ block: "nearest" });
  box.querySelector("textarea").setAttribute("aria-activedescendant", options[at].id);
}

function take(option) {
  const field = box.querySelector("textarea");
  const before = field.value.slice(0, field.selectionStart).replace(BEHIND_AT, `@${option.dataset.handle} `);
  field.setRangeText(before, 0, field.selectionStart, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function suggest(field) {
  const host = field.closest("[data-mention]");
  const typed = field.value.slice(0, field.selectionStart).match(BEHIND_AT);
  if (!host || !typed) return close();
  box = host;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", listOf(host).id);
  let known;
  try {
    known = await names(host.dataset.mention);
  } catch {
    return close();
  }
  if (field.value.slice(0, field.selectionStart).match(BEHIND_AT)?.[1] !== typed[1]) return undefined; // typed on
  const word = typed[1].toLowerCase();
  const found = known.filter((one) => one.name.toLowerCase().includes(word) || one.also.some((sound) => sound.startsWith(word)));
  if (found.some((one) => one.handle.toLowerCase() === word)) return close();
  if (!found.length) {
    close();
    host.querySelector("[data-mention-status]").textContent = host.querySelector("[data-mention-status]").dataset.none;
    return undefined;
  }
  const list = listOf(host);
  options = found.slice(0, MOST).map((one, index) => {
    const option = document.createElement("li");
    option.role = "option";
    option.id = `mention-${index}`;
    option.dataset.handle = one.handle;
    option.textContent = one.handle;
    option.setAttribute("aria-selected", "false");
    return option;
  });
  list.replaceChildren(...options);
  list.hidden = false;
  list.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-expanded", "true");
  at = -1;
  choose(0);
  return undefined;
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-mention] textarea") && !event.isComposing) suggest(event.target);
});
document.addEventListener("compositionend", (event) => {
  if (event.target.matches?.("[data-mention] textarea")) suggest(event.target);
});
document.addEventListener(
  "keydown",
  (event) => {
    if (!options.length || event.isComposing || event.target !== box?.querySelector("textarea")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(at + step);
    else if (event.key === "Enter" || event.key === "Tab") take(options[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".mention-list [role=option]");
  if (option) {
    event.preventDefault(); // the field keeps the focus
    take(option);
  } else if (!event.target.closest?.("[data-mention]")) close();
});
