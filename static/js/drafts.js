// What is typed and not yet on the server, kept on this phone at once. Each entry belongs to one person: another who
// signs in on the same browser never sees it. Entries go once the server has them, and after 72 hours.
const PREFIX = "rapport:draft:";
const HOURS_72 = 72 * 3600 * 1000;

const keyOf = (user, name) => `${PREFIX}${user}:${name}`;

/** Keep a draft; return whether this browser could. */
export function keep(user, name, draft) {
  try {
    localStorage.setItem(keyOf(user, name), JSON.stringify({ ...draft, at: Date.now() }));
    return true;
  } catch {
    return false; // storage refused or full
  }
}

/** Return the person's draft, or null. */
export function find(user, name) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(user, name)));
  } catch {
    return null;
  }
}

/** Forget a draft that the server has. */
export function forget(user, name) {
  try {
    localStorage.removeItem(keyOf(user, name));
  } catch {
    // storage refused: nothing was kept either
  }
}

const LANDED = "rapport:landed:";
const SOON = 15_000;

/** Remember for a few seconds what the server has just said it has: a reload may have been under way already. */
export function rememberLanded(user, name, row) {
  const key = `${LANDED}${user}:${name}`;
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...row, at: Date.now() }));
    setTimeout(() => sessionStorage.removeItem(key), SOON);
  } catch {
    // storage refused: the clash that may follow shows both texts
  }
}

/** Return that, or null. */
export function landed(user, name) {
  try {
    const key = `${LANDED}${user}:${name}`;
    const row = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
    return Date.now() - row?.at < SOON ? row : null;
  } catch {
    return null;
  }
}

/** Return [name, draft] of all of the person's drafts whose name begins so, oldest first. */
export function all(user, start) {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (key.startsWith(keyOf(user, start))) found.push([key.slice(keyOf(user, "").length), JSON.parse(localStorage.getItem(key))]);
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => a[1].at - b[1].at);
}

function expire() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const draft = JSON.parse(localStorage.getItem(key));
      if (!(Date.now() - draft?.at < HOURS_72)) localStorage.removeItem(key);
    }
  } catch {
    // unreadable storage is left alone
  }
}
expire();

/** Return a fresh UUIDv7. crypto.randomUUID is missing on plain http, where a phone on the local network is. */
export function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = Date.now();
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Return the CSRF token as the cookie has it now: signing in again changes it under an open page. */
export function csrf() {
  const found = document.cookie.match(/(?:^|; )rapport_csrf=([^;]+)/);
  return found ? found[1] : (document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "");
}
