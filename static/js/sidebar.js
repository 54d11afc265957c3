// The side bar narrowed to icons; remembered by this browser.
import { words } from "./words.js";

const KEY = "rapport.sidebar";
const button = document.querySelector("[data-sidebar-toggle]");

function show(narrow) {
  document.body.classList.toggle("is-narrow", narrow);
  button.setAttribute("aria-expanded", String(!narrow));
  const word = words(narrow ? "widen" : "narrow");
  button.title = word;
  button.querySelector(".nav-word").textContent = word;
}

if (button) {
  let narrow = false;
  try {
    narrow = localStorage.getItem(KEY) === "narrow";
  } catch {
    // storage refused: wide, and not remembered
  }
  show(narrow);
  button.addEventListener("click", () => {
    narrow = !narrow;
    show(narrow);
    try {
      localStorage.setItem(KEY, narrow ? "narrow" : "wide");
    } catch {
      // as above
    }
  });
}
