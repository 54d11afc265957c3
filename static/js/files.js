// <section data-files="address">: photos and files, chosen, photographed, pasted or dropped, several at once. Each goes
// in a request of its own with an id of its own, so that sent again after a lost answer it is kept once; each says how
// far it is and what went wrong. What the line cut off goes on when it is back.
import { csrf, uuid7 } from "./drafts.js";

const AT_ONCE = 2;
const section = () => document.querySelector("section[data-files]");
const queue = [];
let busy = 0;

const element = (name, text, className = "") => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

class Upload {
  constructor(host, file) {
    this.host = host;
    this.file = file;
    this.id = uuid7();
    this.line = element("li", "");
    this.bar = element("progress", "");
    this.bar.max = 1;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", file.name);
    this.words = element("span", host.dataset.saidWaiting);
    this.buttons = element("span", "", "cluster");
    this.line.append(element("span", file.name), this.words, this.buttons, this.bar);
    host.querySelector("[data-waiting]").append(this.line);
  }

  say(text, isWrong = false) {
    this.words.textContent = text;
    this.words.className = isWrong ? "is-failed" : "";
    this.bar.hidden = isWrong;
    if (isWrong) this.host.querySelector("[data-status]").textContent = `${this.file.name}: ${text}`;
  }

  button(text, act) {
    const made = element("button", text, "btn btn-quiet btn-sm");
    made.type = "button";
    made.addEventListener("click", act);
    this.buttons.append(made);
  }

  refuse(text, { again = true } = {}) {
    this.say(text, true);
    this.buttons.replaceChildren();
    if (again) this.button(this.host.dataset.saidAgain, () => this.again());
    this.button(this.host.dataset.saidDrop, () => this.line.remove());
  }

  again() {
    if (!this.line.isConnected || queue.includes(this)) return;
    this.waitsForLine = false;
    this.buttons.replaceChildren();
    this.say(this.host.dataset.saidWaiting);
    queue.push(this);
    next();
  }

  send() {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const data = new FormData();
      data.append("new_id", this.id);
      data.append("file", this.file, this.file.name);
      request.open("POST", this.host.dataset.files);
      request.setRequestHeader("X-CSRFToken", csrf());
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.timeout = 180_000;
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) this.bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        this.answered(request);
        done();
      });
      this.say(this.host.dataset.saidSending);
      request.send(data);
    });
  }

  answered(request) {
    const said = this.host.dataset;
    if (request.status === 201) {
      const made = document.createElement("template");
      made.innerHTML = request.responseText.trim();
      const tile = made.content.querySelector("li");
      if (!document.getElementById(tile.id)) {
        this.host.querySelector(tile.matches(".file-tile") ? "[data-pictures]" : "[data-documents]").prepend(tile);
      }
      this.host.querySelector("[data-status]").textContent = `${this.file.name}: ${said.saidKept}`;
      this.line.remove();
    } else if (request.status === 422) this.refuse(JSON.parse(request.responseText).error, { again: false });
    else if (request.status === 413) this.refuse(said.saidLarge, { again: false });
    else if (request.status === 401 || request.status === 403 || request.responseURL.includes("/login/")) this.refuse(said.saidOut);
    else {
      this.waitsForLine = true;
      this.refuse(said.saidFailed);
      cut.add(this);
    }
  }
}

const cut = new Set();

async function next() {
  while (busy < AT_ONCE && queue.length) {
    const upload = queue.shift();
    busy += 1;
    upload.send().finally(() => {
      busy -= 1;
      next();
    });
  }
}

function add(files) {
  const host = section();
  if (!host?.querySelector(".file-form")) return;
  for (const file of files) {
    const upload = new Upload(host, file);
    if (file.size > Number(host.dataset.most)) upload.refuse(host.dataset.saidLarge, { again: false });
    else queue.push(upload);
  }
  next();
}

window.addEventListener("online", () => {
  for (const upload of cut) {
    cut.delete(upload);
    if (upload.waitsForLine) upload.again();
  }
});
document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-files] input[type=file]")) return;
  add([...event.target.files]);
  event.target.value = "";
});
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length || !section() || event.clipboardData.getData("text/plain")) return;
  event.preventDefault();
  const stamp = new Date().toTimeString().slice(0, 8).replaceAll(":", "");
  add(files.map((file, index) => (file.name === "image.png" ? new File([file], `${stamp}-${index + 1}.png`, { type: file.type }) : file)));
});
const holdsFiles = (event) => section() && [...(event.dataTransfer?.types ?? [])].includes("Files");
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault(); // or the browser leaves the page for the file
  section().classList.toggle("is-over", Boolean(event.target.closest?.("[data-files]")));
});
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  section().classList.remove("is-over");
  add([...event.dataTransfer.files]);
});
window.addEventListener("beforeunload", (event) => {
  if (busy || queue.length) event.preventDefault();
});
if (section()) document.documentElement.classList.add("js");
