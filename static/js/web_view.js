// On phones WeCom, DingTalk and WeChat show pages in a view of their own that keeps no files: say where it works,
// and hand over the address, instead of doing nothing when a file is asked for.
import { copy } from "./copy.js";
import { toast } from "./toasts.js";
import { words } from "./words.js";

const keepsNoFiles = /wxwork|micromessenger|dingtalk/i.test(navigator.userAgent) && /mobile/i.test(navigator.userAgent);

async function explain(event) {
  if (!event.target.closest(event.type === "submit" ? "form[data-download]" : "a[data-download]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await copy(location.href);
  toast(words("browser"), "danger"); // stays until closed
}

if (keepsNoFiles) for (const kind of ["click", "submit"]) document.addEventListener(kind, explain, true);
