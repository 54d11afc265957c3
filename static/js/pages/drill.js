// Flash cards: one at a time; space turns, arrows or the thumb's buttons answer. "Again" puts a card under the others.
const stack = [...document.querySelectorAll("[data-drill-card]")];
const end = document.querySelector("[data-drill-end]");

function next(known) {
  const card = stack.shift();
  card.hidden = true;
  card.querySelector("details").open = false;
  if (!known) stack.push(card);
  const [following] = stack;
  if (following) {
    following.hidden = false;
    following.querySelector("summary").focus();
  } else {
    end.hidden = false;
    end.focus();
  }
}

for (const card of stack) {
  const turn = card.querySelector("details");
  const answers = card.querySelector("form");
  answers.hidden = true;
  turn.addEventListener("toggle", () => { answers.hidden = !turn.open; });
  answers.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) next(event.detail.requestConfig.parameters.known === "1"); });
}
document.addEventListener("keydown", (event) => {
  const [card] = stack;
  if (!card || event.target.closest("input, textarea, button, a, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const turn = card.querySelector("details");
  if (event.key === " " && event.target.tagName !== "SUMMARY") {
    event.preventDefault();
    turn.open = !turn.open;
  }
  const answer = { ArrowRight: "1", ArrowLeft: "0" }[event.key];
  if (answer && turn.open) card.querySelector(`button[value="${answer}"]`).click();
});
