/** Return what a script says, in the page's language (templates/components/page_words.html). */
export const words = (name) => document.getElementById("script-words")?.dataset[name] ?? "";
