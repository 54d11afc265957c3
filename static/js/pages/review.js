// j goes to the next record, k to the one before. Single keys can be switched off (shortcuts.js).
const off = () => {
  try {
    return localStorage.getItem("rapport.single-keys") === "off";
  } catch {
    return false;
  }
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
  if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const rel = { j: "next", k: "prev" }[event.key];
  if (rel) document.querySelector(`[data-review-nav] [rel=${rel}]`)?.click();
});
