// <form data-autosubmit>: a changed choice sends at once, typed words after a pause; empty fields stay out of the address.
import { composed } from "./composition.js";

let timer;

function send(form) {
  clearTimeout(timer);
  form.requestSubmit();
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && !event.target.matches("input[type=search], input[type=text]")) send(form);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  // Only where an answer replaces a list (hx-get): a whole page arriving under the fingers would take the focus.
  if (!form?.hasAttribute("hx-get") || !event.target.matches("input[type=search]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => composed(() => send(form)), 350);
});

document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[data-autosubmit]")) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});
