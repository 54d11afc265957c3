// <button data-go-back>: the page before, with what was typed there.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-go-back]")) history.back();
});
