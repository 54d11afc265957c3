// <form data-keep-form="name"> with <textarea data-keep>: what is typed stays on this phone until the server has taken
// it. The draft brings back the id of its form, so that what was sent and never answered makes one row, not two.
import { find, forget, keep } from "../drafts.js";

const SENT = "rapport:sent";
const user = document.body.dataset.person;
const forms = [...document.querySelectorAll("form[data-keep-form]")];

function settle() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const refused = document.querySelector("main [role=alert]");
  if (!refused) forget(user, sent);
}

function start(form) {
  const name = form.dataset.keepForm;
  const fields = [...form.querySelectorAll("textarea[data-keep]")];
  const draft = find(user, name);
  for (const field of fields) {
    if (draft?.values?.[field.name] && !field.value) {
      field.value = draft.values[field.name];
      if (draft.newId && form.elements.new_id) form.elements.new_id.value = draft.newId;
    }
  }
  form.addEventListener("input", () => {
    const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    if (Object.values(values).some(Boolean)) keep(user, name, { values, newId: form.elements.new_id?.value });
    else forget(user, name);
  });
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, name));
}

try {
  settle();
} catch {
  // storage refused: no draft was kept either
}
forms.forEach(start);
