// The same person has signed in anew in another tab: this page's token is old. Take the new one, and say to press once
// more. Another person's token is not taken: what one typed must not be sent as the other.
import { csrf } from "./drafts.js";

/** Return the word to say about a refused request of htmx: "stale", "other", or "" when its token was not the cause. */
export function renew(xhr) {
  const now = xhr.getResponseHeader("X-Rapport-Stale");
  if (now === null) return "";
  if (now !== (document.body.dataset.person ?? "")) return "other";
  const token = csrf();
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  return "stale";
}
