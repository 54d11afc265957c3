// The focus is never lost. What had it may be swapped, removed or closed; then the nearest thing that still stands takes it.
const CAN = "a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0']";
const ACTED = "rapport.acted";
const seen = (one) => one.checkVisibility({ visibilityProperty: true });
const lost = () => !document.activeElement || document.activeElement === document.body;

// Asked of the prototype: in a form, a field that is named "children" stands before the form's own.
const children = (one) => [...Object.getOwnPropertyDescriptor(Element.prototype, "children").get.call(one)];

// Of what had the focus: itself and its parents, each with its place among its siblings.
let trail = [];
let beforeToast = [];

function follow(element) {
  const way = [];
  for (let one = element; one?.parentElement; one = one.parentElement) way.push({ one, at: children(one.parentElement).indexOf(one) });
  return way;
}

document.addEventListener("focusin", (event) => {
  if (event.target.closest("#toasts") && !trail[0]?.one.closest("#toasts")) beforeToast = trail;
  trail = follow(event.target);
});

const standing = ({ one }) => (one.isConnected ? one : one.id && document.getElementById(one.id)) || null;

function first(branches) {
  for (const branch of branches) {
    const one = branch.matches(CAN) && seen(branch) ? branch : [...branch.querySelectorAll(CAN)].find(seen);
    if (one) return one;
  }
  return null;
}

function nearest(way) {
  const same = way.length && standing(way[0]);
  if (same?.matches(CAN) && seen(same)) return same;
  for (let step = 1; step < way.length; step += 1) {
    const parent = standing(way[step]);
    if (!parent || !seen(parent)) continue;
    const branches = children(parent);
    const at = Math.min(way[step - 1].at, branches.length);
    const next = first(branches.slice(at)) ?? first(branches.slice(0, at).reverse());
    if (next) return next;
  }
  return null;
}

/** Give the focus back, if it went with what had it. */
export function keepFocus() {
  if (!trail.length || !lost()) return;
  const had = trail[0].one;
  if (had.isConnected && seen(had)) return; // a press on the paper takes it, and may
  const way = had.closest("#toasts") || trail.some(({ one }) => one.matches("[data-toast]")) ? beforeToast : trail;
  (nearest(way) ?? document.getElementById("main"))?.focus();
}

new MutationObserver(keepFocus).observe(document.body, { childList: true, subtree: true });

// A form that a link brings into the page is gone on with; rows that "Show more" adds are read from the first of them.
const SLOTS = ".part-slot, #department-slot";
let last = null;
let opener = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  last = event.detail.requestConfig?.elt?.id === "pager-link" ? event.detail.target.lastElementChild : null;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const { elt, requestConfig } = event.detail;
  if (last) {
    const added = last.nextElementSibling;
    last = null;
    if (added) first([added])?.focus();
  } else if (elt.matches(SLOTS) && requestConfig?.elt?.matches("a")) {
    opener = requestConfig.elt;
    first([...elt.querySelectorAll("input, select, textarea")])?.focus();
  }
});

// Such a form is put away by its Cancel, and by Escape while nothing is typed (nor sent and refused); the focus goes
// back to what opened it.
function isTyped(field) {
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.value !== field.defaultValue;
}

function putAway(event, slot) {
  event.preventDefault();
  slot.replaceChildren();
  if (opener?.isConnected) opener.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  const slot = event.target.closest(SLOTS);
  if (slot && !slot.querySelector("[role=alert]") && ![...slot.querySelectorAll("input, select, textarea")].some(isTyped)) putAway(event, slot);
});
document.addEventListener("click", (event) => {
  const cancel = event.target.closest?.(".form-actions a.btn-quiet");
  const slot = cancel?.closest(SLOTS);
  if (slot && opener?.isConnected && !event.ctrlKey && !event.metaKey && !event.shiftKey) putAway(event, slot);
});

// A page that answers an act begins at its content (or the part it names), not at the top of the navigation.
function acted() {
  try {
    sessionStorage.setItem(ACTED, "1");
  } catch {
    /* then it begins at the top */
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!event.defaultPrevented && form.method === "post" && !form.matches("[hx-post], [data-download]")) acted();
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr } = event.detail;
  if (["HX-Redirect", "HX-Refresh", "HX-Location"].some((name) => xhr.getResponseHeader(name))) acted();
});

function begin() {
  const named = location.hash ? document.getElementById(location.hash.slice(1)) : document.querySelector("main [autofocus]");
  if (named && !named.matches(CAN)) named.tabIndex = -1;
  (named || document.getElementById("main"))?.focus({ preventScroll: !named });
}

try {
  if (sessionStorage.getItem(ACTED)) {
    sessionStorage.removeItem(ACTED);
    if (lost()) begin();
  }
} catch {
  /* no store */
}
