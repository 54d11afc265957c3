// The side bar narrowed to icons. Kept in a cookie, so that the next page arrives as it was left, without a jump.
import { words } from "./words.js";

const button = document.querySelector("[data-sidebar-toggle]");

function show(narrow) {
  document.body.classList.toggle("is-narrow", narrow);
  button.setAttribute("aria-expanded", String(!narrow));
  const word = words(narrow ? "widen" : "narrow");
  button.title = word;
  button.querySelector(".nav-word").textContent = word;
}

if (button) {
  show(document.body.classList.contains("is-narrow"));
  button.addEventListener("click", () => {
    const narrow = !document.body.classList.contains("is-narrow");
    show(narrow);
    document.cookie = `rapport_sidebar=${narrow ? "narrow" : "wide"};path=/;max-age=31536000;samesite=lax`;
  });
}
