// Two texts of one form, side by side: the server's and this person's. `choose` takes the values they settle on.
export function clashBox(fields, theirs, words, choose) {
  const box = document.createElement("div");
  box.className = "clash-box";
  box.setAttribute("role", "group");
  const mine = fields.read();
  const sides = document.createElement("div");
  sides.className = "clash";
  for (const [label, values] of [[words.dataset.theirs, theirs], [words.dataset.mine, mine]]) {
    const side = document.createElement("div");
    const head = document.createElement("p");
    head.className = "eyebrow";
    head.textContent = label;
    const text = document.createElement("pre");
    text.textContent = fields.differing(mine, theirs).map((name) => fields.shown(name, values[name])).join("\n") || "–";
    side.append(head, text);
    sides.append(side);
  }
  const actions = document.createElement("div");
  actions.className = "clash-actions";
  const offer = (label, pick, kind) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `btn btn-sm ${kind}`;
    button.textContent = label;
    button.addEventListener("click", () => choose(pick(fields.read())));
    actions.append(button);
  };
  offer(words.dataset.join, (now) => fields.join(now, theirs), "btn-primary");
  offer(words.dataset.keep, (now) => now, "btn-secondary");
  offer(words.dataset.take, () => theirs, "btn-secondary");
  box.append(sides, actions);
  return box;
}
