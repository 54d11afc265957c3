// A form pressed twice is sent once. The buttons come back when the page does (back button, failed download).
const HELD = "data-held";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  if (form.hasAttribute(HELD)) {
    event.preventDefault();
    return;
  }
  form.setAttribute(HELD, "");
  // After the browser has collected the fields: a disabled button would not send its own name and value.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button[type=submit], button:not([type]), input[type=submit]")) button.disabled = true;
  });
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(`form[${HELD}]`)) {
    form.removeAttribute(HELD);
    for (const button of form.querySelectorAll("button, input[type=submit]")) button.disabled = false;
  }
});
