// Whether a word is being composed (pinyin, kana), for what counts a pause before it sends: the pause may have begun with
// the word before, and must not send half of this one. Each bundle has a copy of its own.
const waiting = new Set();
let under; // the field it is composed in

/** Whether the word under way is in this element. */
export const isUnder = (element) => Boolean(under?.isConnected && element.contains(under));

/** Run it now, or once the word under way is done. */
export function composed(run) {
  if (under?.isConnected) waiting.add(run);
  else run();
}

function done() {
  under = undefined;
  const held = [...waiting];
  waiting.clear();
  for (const run of held) run();
}

document.addEventListener("compositionstart", (event) => {
  under = event.target;
});
document.addEventListener("compositionend", done);
document.addEventListener("focusout", (event) => {
  if (event.target === under) done(); // not every keyboard says so
});
