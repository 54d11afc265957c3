// Tabs that do not fit can be scrolled: the one that is shown is brought into view.
for (const shown of document.querySelectorAll(".tabs [aria-current]")) {
  const row = shown.closest(".tabs");
  const [outer, inner] = [row.getBoundingClientRect(), shown.getBoundingClientRect()];
  row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}
