// <button data-fill="id" data-value="…"> puts a value into a field; data-append adds it as a line of its own.
function tell(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function mark(field) {
  for (const chip of document.querySelectorAll(`[data-fill="${field.id}"]`)) {
    chip.setAttribute("aria-pressed", String(chip.dataset.value === field.value));
  }
}

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-fill], [data-append]");
  if (!chip) return;
  const field = document.getElementById(chip.dataset.fill ?? chip.dataset.append);
  if (!field) return;
  if (chip.dataset.fill) field.value = chip.dataset.value;
  else {
    const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (!lines.includes(chip.dataset.value)) lines.push(chip.dataset.value);
    field.value = lines.join("\n");
  }
  tell(field);
});

document.addEventListener("change", (event) => {
  if (event.target.id && document.querySelector(`[data-fill="${event.target.id}"]`)) mark(event.target);
});
for (const id of new Set([...document.querySelectorAll("[data-fill]")].map((chip) => chip.dataset.fill))) {
  const field = document.getElementById(id);
  if (field) mark(field);
}
