// Which rows this person opened last in this browser: kinds and ids only, no name. The server says what they are called,
// and only to whom still may see them.
const MOST = 12;
const KINDS = [
  ["person", /^\/clients\/[0-9a-f-]{36}\/people\/([0-9a-f-]{36})\/$/],
  ["client", /^\/clients\/([0-9a-f-]{36})\/$/],
  ["visit", /^\/visits\/([0-9a-f-]{36})\/$/],
  ["promise", /^\/promises\/([0-9a-f-]{36})\/$/],
  ["rival", /^\/competitors\/([0-9a-f-]{36})\/$/],
];
const key = () => `rapport:lately:${document.body.dataset.person ?? ""}`;

/** Return "kind:id" of what was opened, latest first. */
export function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(key()));
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remember the page that is open, if it shows a row. */
export function remember() {
  for (const [kind, pattern] of KINDS) {
    const found = location.pathname.match(pattern);
    if (!found) continue;
    const one = `${kind}:${found[1]}`;
    try {
      localStorage.setItem(key(), JSON.stringify([one, ...remembered().filter((other) => other !== one)].slice(0, MOST)));
    } catch {
      // storage refused: nothing is remembered
    }
    return;
  }
}
