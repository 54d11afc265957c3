// <form data-capture="request">: what was captured is kept on this phone, sent with an id of its own, and sent again until
// the server has it; one id makes one row, however often it is sent.
import { all, csrf, forget, keep, uuid7 } from "./drafts.js";
import { holdsIdentityNumber } from "./identity.js";

const words = document.getElementById("autosave");
const user = words?.dataset.user;
const start = `capture:${words?.dataset.visit}:`;
const list = document.querySelector("[data-pending]");
let running = false;
let leaving = false;
let timer;

function show() {
  const waiting = all(user, start);
  list.hidden = waiting.length === 0;
  list.replaceChildren(
    ...waiting.map(([, draft]) => {
      const item = document.createElement("li");
      item.className = "row-item";
      const main = document.createElement("div");
      main.className = "row-main";
      main.textContent = draft.fields.find(([name]) => name === "text")?.[1] ?? "";
      const second = document.createElement("span");
      second.className = "row-second";
      second.textContent = draft.problem ? words.dataset[draft.problem] ?? draft.problem : words.dataset.waiting;
      main.append(second);
      item.append(main);
      return item;
    }),
  );
}

/** Send one; return "sent", "later", or the problem that waits for the person. */
async function send(draft) {
  const body = new URLSearchParams(draft.fields);
  let response;
  try {
    response = await fetch(draft.url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": csrf(), "X-Requested-With": "XMLHttpRequest", "X-Rapport-User": user },
      body,
    });
  } catch {
    return { state: "later" };
  }
  if (response.ok) return { state: "sent", html: await response.text() };
  if (response.status === 422) return { state: "invalid", errors: (await response.json()).errors };
  if (response.status === 401 || response.type === "opaqueredirect") return { state: "expired" };
  if (response.status >= 500 || response.status === 429) return { state: "later" };
  return { state: "refused" };
}

function land(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("findings");
  const old = document.getElementById("findings");
  if (fresh && old) old.replaceWith(fresh);
}

/** The server has it. A page that is just being left keeps it: the next one may have been made before, and sends again. */
function settle(name, html) {
  if (!leaving) forget(user, name);
  land(html);
}

async function flush() {
  if (running) return;
  running = true;
  clearTimeout(timer);
  let again = false;
  for (const [name, draft] of all(user, start)) {
    const { state, html, errors } = await send(draft);
    if (state === "sent") {
      settle(name, html);
    } else if (state === "later") {
      again = true;
      break;
    } else {
      const said = errors ? Object.values(errors).flat().join(" ") : state;
      if (draft.problem !== said) keep(user, name, { ...draft, problem: said });
    }
  }
  running = false;
  show();
  if (again) timer = setTimeout(flush, 8000);
}

async function captured(event) {
  const form = event.target;
  event.preventDefault();
  const problem = form.querySelector("[data-capture-errors]");
  problem.hidden = true;
  const missing = [...form.querySelectorAll("[required]")].find((field) => !field.value.trim());
  if (missing) {
    missing.focus();
    return missing.reportValidity();
  }
  const carrying = [...form.querySelectorAll("textarea, input[type=text]")].find((field) => holdsIdentityNumber(field.value));
  if (carrying) {
    // The server would say so too, but perhaps only once there is a connection, when this form is long closed.
    problem.textContent = words.dataset.identity;
    problem.hidden = false;
    return carrying.focus();
  }
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken").map(([name, value]) => [name, String(value)]);
  const draft = { url: form.action, fields };
  const name = `${start}${form.elements.new_id.value}`;
  const kept = keep(user, name, draft); // before anything is sent
  const { state, html, errors } = await send(draft);
  button.disabled = false;
  if (state === "invalid") {
    forget(user, name);
    problem.textContent = Object.values(errors).flat().join(" ");
    problem.hidden = false;
    return;
  }
  if (state === "sent") {
    settle(name, html);
  } else if (!kept) {
    problem.textContent = words.dataset.unkept;
    problem.hidden = false;
    return; // nothing holds it but the form: leave it open
  } else if (state !== "later") keep(user, name, { ...draft, problem: state });
  form.reset();
  form.elements.new_id.value = uuid7();
  form.closest("dialog")?.close();
  show();
  if (state === "later") timer = setTimeout(flush, 4000);
}

export function startCapture() {
  if (!words || !list) return;
  for (const form of document.querySelectorAll("form[data-capture]")) {
    form.elements.new_id.value = uuid7(); // a page from the Back button would carry an old one
    form.addEventListener("submit", captured);
  }
  window.addEventListener("beforeunload", () => {
    leaving = true;
  });
  window.addEventListener("online", flush);
  show();
  if (all(user, start).length) flush();
}
