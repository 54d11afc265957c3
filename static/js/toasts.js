// A toast stays ten seconds (longer while the pointer or the focus is on it); errors stay until closed.
const region = () => document.getElementById("toasts");

function begin(line) {
  if (line.dataset.begun) return;
  line.dataset.begun = "1";
  if (line.classList.contains("tone-danger")) return;
  line.classList.add("is-timed");
  let left = 10_000;
  let since = performance.now();
  let timer = setTimeout(() => line.remove(), left);
  const pause = () => {
    clearTimeout(timer);
    left -= performance.now() - since;
  };
  const go = () => {
    if (line.matches(":hover, :focus-within")) return;
    clearTimeout(timer);
    since = performance.now();
    timer = setTimeout(() => line.remove(), Math.max(left, 1500));
  };
  line.addEventListener("pointerenter", pause);
  line.addEventListener("focusin", pause);
  line.addEventListener("pointerleave", go);
  line.addEventListener("focusout", () => setTimeout(go));
}

/** Show a toast made in the browser. tone: accent, ok, warn or danger. */
export function toast(text, tone = "accent") {
  const host = region();
  const template = document.getElementById("toast-template");
  if (!host || !template) return;
  for (const old of host.children) if (old.querySelector(".toast-text")?.textContent === text) old.remove();
  const line = template.content.firstElementChild.cloneNode(true);
  line.classList.replace("tone-accent", `tone-${tone}`);
  line.querySelector(".toast-text").textContent = text;
  host.append(line);
  begin(line);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-close]")?.closest("[data-toast]")?.remove();
});

// What the page arrived with is put in anew: a live region tells only what comes into it.
const arrived = [...(region()?.children ?? [])];
if (arrived.length) {
  region().replaceChildren();
  setTimeout(() => {
    region().prepend(...arrived);
    beginAll();
  }, 100);
}

const beginAll = () => region()?.querySelectorAll("[data-toast]").forEach(begin);
beginAll();
document.addEventListener("htmx:oobAfterSwap", beginAll);
// A view may answer with the header HX-Trigger: {"toast": {"text": "…", "tone": "ok"}}.
document.addEventListener("toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail.tone));
