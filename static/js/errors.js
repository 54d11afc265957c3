// A part of the page could not be fetched or sent: say what happened, and that nothing typed was lost.
import { renew } from "./stale.js";
import { toast } from "./toasts.js";
import { words } from "./words.js";

const NAMES = { 401: "expired", 403: "forbidden", 404: "missing", 429: "busy" };

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  toast(words(renew(xhr) || (NAMES[xhr.status] ?? "failed")), "danger");
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => toast(words("offline"), "danger"));
}
// Signed out meanwhile: the sign-in page would otherwise be swapped into the middle of this one.
document.addEventListener("htmx:beforeSwap", (event) => {
  const url = event.detail.xhr.responseURL;
  if (url && new URL(url).pathname.startsWith("/accounts/login/") && !location.pathname.startsWith("/accounts/login/")) {
    event.detail.shouldSwap = false;
    toast(words("expired"), "danger");
  }
});
// Words under a fresh error summary are read out and shown first.
function focusErrors(root) {
  root.querySelector?.("[data-focus]")?.focus({ preventScroll: false });
}
focusErrors(document);
document.addEventListener("htmx:load", (event) => focusErrors(event.detail.elt));
