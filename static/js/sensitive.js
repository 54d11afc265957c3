// Beside a plain note about a person: a hint where it may be sensitive, by the pattern of crm/sensitive.py. It refuses nothing.
const patterns = new Map();

function patternOf(source) {
  if (!patterns.has(source)) patterns.set(source, new RegExp(source, "i"));
  return patterns.get(source);
}

function hint(event) {
  const form = event.target.form;
  const place = form?.querySelector("[data-sensitive]");
  if (!place) return;
  const text = form.elements.namedItem(place.dataset.field)?.value ?? "";
  const isSaid = Boolean(form.elements.namedItem("sensitivity")?.value);
  const words = !isSaid && patternOf(place.dataset.sensitive).test(text) ? place.dataset.words : "";
  if (place.textContent !== words) place.textContent = words;
}

document.addEventListener("input", hint);
document.addEventListener("change", hint);
