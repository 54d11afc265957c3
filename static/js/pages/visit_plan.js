// Planning: a purpose's chip fills both texts unless the person has written their own.
import "../day_said.js";
import "../fill.js";

const filled = { purpose: "", success: "" };

function fill(chip) {
  for (const name of ["purpose", "success"]) {
    const field = chip.form.elements[name];
    if (field.value.trim() && field.value !== filled[name]) continue;
    field.value = filled[name] = chip.dataset[name];
  }
}

for (const chip of document.querySelectorAll("[data-purposes] input[name=chip]")) {
  if (chip.checked) for (const name of ["purpose", "success"]) filled[name] = chip.dataset[name];
  chip.addEventListener("change", () => fill(chip));
}
