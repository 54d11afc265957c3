// A source's words are shown while its mark has the pointer or the focus (source.css); Escape puts them away until then.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const mark of document.querySelectorAll(".source-mark:is(:hover, :focus-within)")) mark.dataset.hushed = "";
});

for (const leaving of ["focusout", "pointerout"]) {
  document.addEventListener(leaving, (event) => {
    const mark = event.target.closest?.(".source-mark[data-hushed]");
    if (mark && !mark.contains(event.relatedTarget)) delete mark.dataset.hushed;
  });
}
