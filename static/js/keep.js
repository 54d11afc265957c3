// <form data-keep-form="name"> with <textarea data-keep>: what is typed stays on this phone until the server has taken
// it. The draft brings back the id of its form, so that what was sent and never answered makes one row, not two.
import { find, forget, keep } from "./drafts.js";

const SENT = "rapport:sent";
const user = document.body.dataset.person;
const formOf = (target) => target?.closest?.("form[data-keep-form]");
const fieldsOf = (form) => [...form.querySelectorAll("textarea[data-keep]")];

// A whole page answered what was sent from the page before it: unless it says that something is wrong, it is taken.
function settle() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  if (!document.querySelector("main [role=alert]")) forget(user, sent);
}

function recover() {
  for (const form of document.querySelectorAll("form[data-keep-form]:not([data-kept])")) {
    form.dataset.kept = "";
    const draft = find(user, form.dataset.keepForm);
    for (const field of draft?.values ? fieldsOf(form) : []) {
      if (!draft.values[field.name] || field.value) continue;
      field.value = draft.values[field.name];
      if (draft.newId && form.elements.new_id) form.elements.new_id.value = draft.newId;
    }
  }
}

document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  const values = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
  if (Object.values(values).some(Boolean)) keep(user, form.dataset.keepForm, { values, newId: form.elements.new_id?.value });
  else forget(user, form.dataset.keepForm);
});

document.addEventListener("submit", (event) => {
  const form = formOf(event.target);
  if (!form || form.hasAttribute("hx-post")) return;
  try {
    sessionStorage.setItem(SENT, form.dataset.keepForm);
  } catch {
    // storage refused: no draft was kept either
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const form = formOf(event.detail.requestConfig?.elt);
  if (form && event.detail.xhr.status === 200) forget(user, form.dataset.keepForm);
});
document.addEventListener("htmx:afterSettle", recover);

if (user) {
  try {
    settle();
  } catch {
    // storage refused
  }
  recover();
}
