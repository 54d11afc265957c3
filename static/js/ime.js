// Enter that ends a composition (pinyin, kana) chooses a word; it never sends, searches or closes anything.
import { composed, isUnder } from "./composition.js";

const composing = (event) => event.isComposing || event.keyCode === 229;

document.addEventListener(
  "keydown",
  (event) => {
    if (!composing(event)) return;
    event.stopImmediatePropagation();
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
  },
  true,
);

// While a word is being composed its letters are no search term yet: hold `input` until the composition ends.
document.addEventListener("input", (event) => {
  if (event.isComposing) event.stopImmediatePropagation();
}, true);
document.addEventListener("compositionend", (event) => {
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

// htmx counts its own pauses.
document.addEventListener("htmx:confirm", (event) => {
  if (!isUnder(event.detail.elt)) return;
  event.preventDefault();
  composed(() => event.detail.issueRequest());
});
