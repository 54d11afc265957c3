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
  // A download leaves the page where it is, so its button comes back by itself.
  if (form.hasAttribute("data-download")) setTimeout(release, 3000);
  // After the browser has collected the fields: a disabled button would not send its own name and value.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button[type=submit], button:not([type]), input[type=submit]")) button.disabled = true;
  });
});

function release() {
  for (const form of document.querySelectorAll(`form[${HELD}]`)) {
    form.removeAttribute(HELD);
    for (const button of form.querySelectorAll("button, input[type=submit]")) button.disabled = false;
  }
}

window.addEventListener("pageshow", release);
