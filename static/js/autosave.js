// <form data-autosave="name" data-fields="body" [data-url]>: saves itself while one types, and says truly how it stands.
// On this phone at once; on the server 2.5 s after the last key, and every 8 s while keys go on. "Saved" is said only
// after the server has said so. This module decides what is sent when, and what an answer means; autosave_fields.js
// reads and writes the form, autosave_clash.js shows two texts. Server's side: visits/views/drafts.py.
import { clashBox } from "./autosave_clash.js";
import { Fields } from "./autosave_fields.js";
import { composed } from "./composition.js";
import { csrf, find, forget, keep, landed, rememberLanded } from "./drafts.js";
import { warn } from "./identity.js";

const PAUSE = 2500;
const LONGEST = 8000;
const RETRY = [2000, 4000, 8000, 15000, 30000];
const KEEPALIVE_BYTES = 60_000; // browsers refuse more on a page that goes away

const WAITING = ["clash", "locked", "expired", "other", "refused"]; // for the person; a key more changes nothing

const words = document.getElementById("autosave");
const user = words?.dataset.user;
const units = [];

class Unit {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.autosave;
    this.url = form.dataset.url || form.action;
    this.fields = new Fields(form, form.dataset.fields.split(" "));
    this.state = form.querySelector("[data-saved]");
    this.clashBox = form.querySelector("[data-clash]");
    this.versionField = form.elements.version;
    this.base = this.fields.read({ asSent: true }); // what the server has, as far as we know
    this.versionField.value = this.versionField.defaultValue;
    this.sent = []; // sent and never answered: if the server turns out to have one of these, it is ours
    this.tries = 0;
    this.busy = null;
    this.blocked = ""; // a state that waits for the person: clash, locked, long …
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    this.recover();
    warn(form);
    if (this.isDirty && !this.busy) this.changed(); // typed before this script was here
  }

  get version() {
    return Number(this.versionField.value);
  }

  set version(value) {
    this.versionField.value = String(value);
  }

  get isDirty() {
    return !this.fields.same(this.fields.read(), this.base);
  }

  // A draft from before: a page reloaded offline, a session that ended, a phone that died.
  recover() {
    const done = landed(user, this.name);
    if (done) this.say("saved", "saved");
    if (done?.version > this.version) {
      // The save was answered while this page was on its way here with the text from before it.
      this.fields.write(done.values);
      this.base = done.values;
      this.version = done.version;
    }
    const draft = find(user, this.name);
    if (!draft?.values) return;
    this.sent = draft.sent ?? [];
    if (this.fields.same(draft.values, this.base)) {
      forget(user, this.name);
      this.sent = [];
      this.say("saved", "saved"); // it went as the page before this one was left
      return;
    }
    const mine = draft.values;
    const untouched = draft.version === this.version || this.sent.some((one) => this.fields.same(one, this.base));
    if (untouched) {
      this.fields.write(mine);
      this.save();
    } else {
      this.fields.write(mine);
      this.clash(this.base, this.version);
    }
  }

  changed() {
    // Leaving a field tells of a change that its keys have told already: the words and the link stay as they are.
    const now = this.fields.read();
    if (this.seen && this.fields.same(now, this.seen)) return;
    this.seen = now;
    warn(this.form);
    if (!this.isDirty && !this.busy) {
      this.calm();
      forget(user, this.name);
      this.blocked = this.blocked === "clash" ? "clash" : "";
      if (!this.blocked) this.say("", "");
      return;
    }
    const kept = this.keep();
    if (WAITING.includes(this.blocked)) return; // signing in, coming back or choosing goes on from here
    this.blocked = "";
    this.say(kept ? "typing" : "unkept", "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => composed(() => this.save()), PAUSE);
    this.deadline ??= setTimeout(() => composed(() => this.save()), LONGEST);
  }

  keep() {
    return keep(user, this.name, { values: this.fields.read(), version: this.version, sent: this.sent });
  }

  calm() {
    clearTimeout(this.timer);
    clearTimeout(this.deadline);
    this.deadline = undefined;
  }

  // One request at a time; what was typed meanwhile goes with the next.
  save(options = {}) {
    if (this.busy) return this.busy;
    this.calm();
    if (WAITING.includes(this.blocked) || !this.isDirty) return Promise.resolve();
    this.busy = this.send(options).finally(() => {
      this.busy = null;
      if (!this.blocked && this.isDirty && !this.waiting) {
        this.seen = undefined;
        this.changed();
      }
    });
    return this.busy;
  }

  body(values) {
    return JSON.stringify({ ...values, version: this.version });
  }

  request(values, extra = {}) {
    return fetch(this.url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": csrf(),
        "X-Requested-With": "XMLHttpRequest",
        "X-Rapport-User": user,
      },
      body: this.body(values),
      ...extra,
    });
  }

  async send() {
    const values = this.fields.read();
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.say("saving", "");
    this.sent = [...this.sent.slice(-4), values];
    this.keep();
    let response;
    try {
      response = await this.request(values, { signal: AbortSignal.timeout?.(20_000) });
    } catch {
      return this.later("offline");
    }
    if (response.ok) {
      const answer = await response.json().catch(() => null);
      if (!answer) return this.later("offline");
      return this.landed(values, answer);
    }
    if (response.status === 409) {
      const answer = await response.json();
      return this.met(answer.values, answer.version, values);
    }
    this.sent = this.sent.filter((one) => one !== values); // the server has said no: it is not there
    this.keep();
    if (response.status === 401 || response.type === "opaqueredirect") return this.expired(response.headers.get("X-Rapport-Login"));
    if (response.status >= 500 || response.status === 429) return this.later("offline");
    const states = { 403: "refused", 413: "long", 423: "locked" };
    let state = states[response.status] ?? "refused";
    if (response.status === 403 && (await response.text()).includes("other_user")) state = "other";
    this.blocked = state;
    return this.say(state, "failed");
  }

  landed(values, answer) {
    this.tries = 0;
    this.sent = [];
    this.base = values;
    this.version = answer.version;
    rememberLanded(user, this.name, { values, version: answer.version });
    if (this.isDirty) this.keep();
    else {
      forget(user, this.name);
      this.say("saved", "saved", answer.clock);
    }
  }

  later(state) {
    this.say(state, "failed");
    const wait = RETRY[Math.min(this.tries, RETRY.length - 1)];
    this.tries += 1;
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      this.save();
    }, wait);
  }

  expired(address) {
    this.blocked = "expired";
    this.say("expired", "failed");
    const link = document.createElement("a");
    const back = location.pathname + location.search;
    link.href = address || `/accounts/login/?next=${encodeURIComponent(back)}`;
    link.textContent = words.dataset.signIn;
    this.state.append(" ", link);
  }

  // The server has another text. If we sent it ourselves and only the answer was lost, there is no clash.
  met(theirs, version, mine) {
    if (this.sent.some((one) => one !== mine && this.fields.same(one, theirs))) {
      this.base = theirs;
      this.version = version;
      this.sent = [];
      this.keep();
      return this.send();
    }
    return this.clash(theirs, version);
  }

  clash(theirs, version) {
    this.blocked = "clash";
    this.keep();
    this.say("clash", "failed");
    const choose = (values) => this.settle(values, theirs, version);
    this.clashBox.replaceChildren(clashBox(this.fields, theirs, words, choose));
  }

  settle(values, theirs, version) {
    this.clashBox.replaceChildren();
    this.blocked = "";
    this.sent = [];
    this.base = theirs;
    this.version = version;
    this.fields.write(values);
    warn(this.form);
    if (this.isDirty) {
      this.keep();
      this.save();
    } else {
      forget(user, this.name);
      this.say("saved", "saved");
    }
  }

  say(state, kind, clock = "") {
    if (!this.state) return;
    if (this.shownState === state && !clock) return;
    this.shownState = state;
    this.state.className = `saved${kind ? ` is-${kind}` : ""}`;
    this.state.dataset.state = state;
    this.state.textContent = state ? `${words.dataset[state]}${clock ? ` ${clock}` : ""}` : "";
  }

  // The page goes away: one last try that may outlive it. The draft stays until the server has answered.
  leave() {
    if (!this.isDirty || this.blocked === "clash" || this.blocked === "locked") return;
    const values = this.fields.read();
    this.sent = [...this.sent.slice(-4), values];
    this.keep();
    if (this.busy || new Blob([this.body(values)]).size > KEEPALIVE_BYTES) return;
    this.request(values, { keepalive: true }).catch(() => {});
  }

  // With data-submit-after-save the form is handed in as a page, once nothing of it is under way any more.
  submitted(event) {
    if (!this.form.hasAttribute("data-submit-after-save")) {
      event.preventDefault();
      this.save();
      return;
    }
    this.calm();
    clearTimeout(this.waiting);
    if (this.busy) {
      event.preventDefault();
      this.busy.finally(() => this.form.requestSubmit());
      return;
    }
    if (this.isDirty) this.keep(); // until the server is known to have it
    this.handedIn = true;
  }

  wake() {
    if (["expired", "other", "refused"].includes(this.blocked)) this.blocked = "";
    this.tries = 0;
    if (this.isDirty && !this.blocked) this.save();
  }
}

export function start() {
  if (!words) return;
  document.documentElement.classList.add("js");
  for (const form of document.querySelectorAll("form[data-autosave]")) units.push(new Unit(form));
  window.addEventListener("online", () => units.forEach((unit) => unit.wake()));
  window.addEventListener("pagehide", () => units.forEach((unit) => unit.handedIn || unit.leave()));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") units.forEach((unit) => unit.handedIn || unit.save());
    else units.forEach((unit) => unit.wake());
  });
}
