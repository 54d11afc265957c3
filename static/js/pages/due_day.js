import "../day_said.js";

// A chip fills the date field; a date typed or picked takes the chip back.
document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-due-day]");
  const field = box?.querySelector("input[name=due_on]");
  if (!field) return;
  if (event.target.name === "quick_day") field.value = event.target.value;
  else if (event.target === field)
    for (const chip of box.querySelectorAll("input[name=quick_day]")) chip.checked = chip.value === field.value;
});
