// <ul data-ticks="name">: what is ticked while packing stays ticked on this phone, for three days. Boxes are known by
// their value, so that a changed list keeps what is still on it.
import { find, forget, keep } from "./drafts.js";

const user = document.body.dataset.person;
const boxesOf = (list) => [...list.querySelectorAll("input[type=checkbox]")];

for (const list of document.querySelectorAll("[data-ticks]")) {
  const ticked = find(user, list.dataset.ticks)?.values ?? [];
  for (const box of boxesOf(list)) box.checked = ticked.includes(box.value);
  list.addEventListener("change", () => {
    const values = boxesOf(list).filter((box) => box.checked).map((box) => box.value);
    if (values.length) keep(user, list.dataset.ticks, { values });
    else forget(user, list.dataset.ticks);
  });
}
