// A day in words (下周五, "in 3 days") beside a date field: the server says which day that is, the field takes it, and the
// person sees it before anything is saved. New words that are not understood take back what earlier ones filled in.
// Nothing is asked while a word is being composed.
import { composed } from "./composition.js";

for (const box of document.querySelectorAll("[data-day-said]")) {
  const said = box.querySelector("input");
  const answer = box.querySelector("[role=status]");
  let timer;
  let asking;
  box.hidden = false;

  const dayField = document.getElementById(box.dataset.fillsDay);
  const clockField = box.dataset.fillsClock ? document.getElementById(box.dataset.fillsClock) : null;
  const filled = new Map(); // field → what the words put there, and what stood there before them
  let filling = false;

  const put = (field, value) => {
    filling = true;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    filling = false;
  };
  // Without a value, what earlier words put there goes; what the person put there themselves stays.
  const fill = (field, value) => {
    if (!field) return;
    const ours = filled.get(field);
    const stands = ours && ours.value === field.value;
    if (value) {
      const before = stands ? ours.before : field.value;
      put(field, value);
      filled.set(field, { value: field.value, before });
    } else {
      filled.delete(field);
      if (stands) put(field, ours.before);
    }
  };
  const answered = (found) => {
    fill(dayField, found?.day);
    fill(clockField, found?.clock);
  };
  for (const field of [dayField, clockField])
    for (const kind of ["input", "change"]) field?.addEventListener(kind, () => filling || filled.delete(field));

  const ask = async () => {
    clearTimeout(timer);
    asking?.abort();
    asking = new AbortController();
    const words = said.value.trim();
    if (!words) {
      answer.textContent = "";
      return;
    }
    try {
      const reply = await fetch(`${box.dataset.daySaid}?${new URLSearchParams({ said: words })}`, { signal: asking.signal });
      if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
      const found = await reply.json();
      const missing = found.part && clockField ? ` · ${box.dataset.askClock}` : "";
      answer.textContent = found.day ? `→ ${found.words}${missing}` : box.dataset.unknown;
      answered(found);
    } catch (error) {
      if (error.name === "AbortError") return;
      answer.textContent = "";
      answered(null);
    }
  };
  said.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => composed(ask), 300);
  });
  // Its Enter asks; the form is sent by its own button, once the day has been seen.
  said.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    ask();
  });
}
