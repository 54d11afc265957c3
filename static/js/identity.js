// Numbers of identity cards, found as core/identity.py finds them, so that a note is warned about without a connection too.
const RUN = /(?<!\d)\d{17}[\dX](?![\dA-Z])/g;
const GROUPED = /(?<!\d)\d{6}[ -]\d{8}[ -]\d{3}[\dX](?![\dA-Z])/g;
// 15 digits are one only where the text calls them so.
const NAMED = /(?:身份证|IDENTITY|ID\s?CARD)(?:\s*(?:CARD|号码|号|是|为|NUMBER|NO\.?|IS|[:(#]))*\s*(\d(?:[ -]?\d){14})(?![\dA-Z])/g;
const BETWEEN = /(?<=\d)[ -](?=[\dX])/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";
const PLACES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(" ");
const CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"; // the alphabet of a 统一社会信用代码, whose last character checks the others

function isCreditCode(number) {
  let total = 0;
  let power = 1;
  for (const one of number.slice(0, -1)) {
    total += CREDIT.indexOf(one) * power;
    power = (power * 3) % 31;
  }
  return CREDIT[(31 - (total % 31)) % 31] === number.at(-1);
}

function isDay(digits) {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  if (year < 1900 || year > 2099) return false;
  const born = new Date(Date.UTC(year, month - 1, day));
  return born.getUTCMonth() === month - 1 && born.getUTCDate() === day;
}

function isOldOne(number) {
  return PLACES.includes(number.slice(0, 2)) && isDay(`19${number.slice(6, 12)}`);
}

function isOne(number, isAll) {
  const isForeign = number[0] === "9";
  const place = isForeign ? number.slice(1, 3) : number.slice(0, 2);
  if (!PLACES.includes(place) || !isDay(number.slice(6, 14))) return false;
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0);
  if (CHECKS[total % 11] !== number.at(-1)) return false;
  return !((isForeign || isAll) && isCreditCode(number));
}

export function holdsIdentityNumber(text) {
  if (text.length < 18) return false;
  const plain = text.normalize("NFKC").toUpperCase();
  const joined = plain.replace(BETWEEN, "");
  const grouped = (plain.match(GROUPED) ?? []).map((one) => one.replace(BETWEEN, ""));
  const found = [...(plain.match(RUN) ?? []), ...(joined.match(RUN) ?? []), ...grouped];
  const named = [...plain.matchAll(NAMED)].map((one) => one[1].replace(BETWEEN, ""));
  return found.some((number) => isOne(number, number === joined.trim())) || named.some(isOldOne);
}

/** Say it beside a form that saves itself: its words are kept, whatever is in them. */
export function warn(form) {
  const place = form.querySelector("[data-identity]");
  if (!place) return;
  const holds = [...form.querySelectorAll("textarea")].some((field) => holdsIdentityNumber(field.value));
  const words = holds ? place.dataset.identity : "";
  if (place.textContent !== words) place.textContent = words;
}
