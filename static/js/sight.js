// Parts that come once they are in sight ([data-on-sight]). Whoever goes on by keyboard or looks for a word in the page
// gets them at once: what is not there can be neither reached by Tab nor found. And a link to one of them (#comments)
// keeps pointing at it while the parts above it come and push it down, until the person moves by themselves.
import htmx from "htmx.org/dist/htmx.esm.js";

document.addEventListener("keydown", (event) => {
  const looksForWords = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f";
  if (event.key !== "Tab" && !looksForWords) return;
  for (const part of document.querySelectorAll("[data-on-sight]")) htmx.trigger(part, "wanted");
});

let wasLed = /^#[\w-]+$/.test(location.hash);
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(kind, () => { wasLed = false; }, { once: true, passive: true });
}
document.addEventListener("htmx:afterSettle", () => {
  if (wasLed) document.getElementById(location.hash.slice(1))?.scrollIntoView();
});
