// A day in words (下周五, "in 3 days") beside a date field: the server says which day that is, the field takes it, and the
// person sees it before anything is saved. Nothing is asked while a word is being composed.
import { composed } from "./composition.js";

for (const box of document.querySelectorAll("[data-day-said]")) {
  const said = box.querySelector("input");
  const answer = box.querySelector("[role=status]");
  let timer;
  let asking;
  box.hidden = false;

  const fill = (id, value) => {
    const field = id && value ? document.getElementById(id) : null;
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
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
      answer.textContent = found.day ? `→ ${found.words}` : box.dataset.unknown;
      fill(box.dataset.fillsDay, found.day);
      fill(box.dataset.fillsClock, found.clock);
    } catch (error) {
      if (error.name !== "AbortError") answer.textContent = "";
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
