// A list with boxes to choose rows by (data-select-rows): the first box chooses the page, Shift from one box to the next
// chooses all between, by mouse or space bar; the bar says how many.
let last = null;

function boxes(list) {
  return [...list.querySelectorAll("input[type=checkbox][name=row]")];
}

function tell(list) {
  const all = boxes(list);
  const number = all.filter((box) => box.checked).length;
  const bar = document.querySelector("[data-selected-bar]");
  if (bar) {
    bar.hidden = number === 0;
    bar.querySelector("[data-selected-number]").textContent = String(number);
  }
  const first = list.querySelector("[data-select-page]");
  if (first) {
    first.checked = number > 0 && number === all.length;
    first.indeterminate = number > 0 && number < all.length;
  }
}

document.addEventListener("click", (event) => {
  const list = event.target.closest?.("[data-select-rows]");
  if (!list || !(event.target instanceof HTMLInputElement)) return;
  const all = boxes(list);
  if (event.target.matches("[data-select-page]")) for (const box of all) box.checked = event.target.checked;
  else if (event.target.name === "row") {
    const from = all.indexOf(last);
    const to = all.indexOf(event.target);
    if (event.shiftKey && from >= 0) for (const box of all.slice(Math.min(from, to), Math.max(from, to) + 1)) box.checked = event.target.checked;
    last = event.target;
  } else return;
  tell(list);
});

const tellAll = () => document.querySelectorAll("[data-select-rows]").forEach(tell);
tellAll();
document.addEventListener("htmx:load", tellAll);
window.addEventListener("pageshow", tellAll);
