// What a page fetches once it is in sight (sight.js) has to be on paper too: it is fetched before printing, and waited for.
import htmx from "htmx.org/dist/htmx.esm.js";

function fetchNow(slot) {
  const address = new URL(slot.getAttribute("hx-get"), location.href);
  const request = new XMLHttpRequest();
  request.open("GET", address, false); // browsers wait for nothing else before they print
  request.setRequestHeader("HX-Request", "true");
  try {
    request.send();
  } catch {
    return; // offline: the slot's own words say where it is
  }
  if (request.status !== 200 || new URL(request.responseURL).pathname !== address.pathname) return;
  const drawn = document.createElement("template");
  drawn.innerHTML = request.responseText.trim();
  const part = drawn.content.firstElementChild;
  if (!part) return;
  htmx.trigger(slot, "htmx:abort");
  slot.replaceWith(part);
  htmx.process(part);
}

window.addEventListener("beforeprint", () => document.querySelectorAll("[data-on-sight]").forEach(fetchNow));
