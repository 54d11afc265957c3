// <form data-passkey="make|use">: the browser is asked for a passkey, and what it answers is sent with the form.
// What to ask stands in #passkey-options, or is fetched from data-options when it is asked for.
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const toText = (bytes) =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

// A passkey belongs to a name: an address in numbers has none.
const canHere = () => Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(location.hostname);

async function optionsOf(form) {
  if (!form.dataset.options) return JSON.parse(document.getElementById("passkey-options").textContent).publicKey;
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new DOMException("", "NetworkError");
  return (await answer.json()).request_options.publicKey;
}

const named = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function make(form) {
  const asked = await optionsOf(form);
  const alone = form.elements.passwordless?.checked ?? false;
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: toBytes(asked.challenge),
      user: { ...asked.user, id: toBytes(asked.user.id) },
      excludeCredentials: named(asked.excludeCredentials),
      authenticatorSelection: {
        ...asked.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        userVerification: alone ? "required" : "preferred",
      },
    },
  });
  return {
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
    },
    ...common(made),
  };
}

async function use(form) {
  const asked = await optionsOf(form);
  const used = await navigator.credentials.get({
    publicKey: { ...asked, challenge: toBytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  return {
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    },
    ...common(used),
  };
}

const common = (one) => ({
  id: one.id,
  rawId: toText(one.rawId),
  type: one.type,
  clientExtensionResults: one.getClientExtensionResults(),
});

function why(error) {
  if (error.name === "InvalidStateError") return "known";
  if (error.name === "NetworkError" || error instanceof TypeError) return "away";
  return error.name === "SecurityError" || error.name === "NotSupportedError" ? "none" : "stopped";
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const says = form.querySelector("[data-passkey-says]");
  const go = form.querySelector("[data-passkey-go]");
  const answer = form.querySelector("[data-passkey-answer]");
  const say = (name) => {
    says.textContent = name ? says.dataset[name] : "";
    says.hidden = !name;
  };
  if (!canHere()) {
    if (form.dataset.passkey === "make") say("none");
    continue;
  }
  go.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    if (go.disabled) return;
    go.disabled = true;
    say("");
    try {
      answer.value = JSON.stringify(await (form.dataset.passkey === "make" ? make(form) : use(form)));
      for (const field of form.querySelectorAll("[data-same-as]")) {
        field.disabled = !document.getElementById(field.dataset.sameAs).checked;
      }
      form.requestSubmit();
    } catch (error) {
      say(why(error));
    } finally {
      go.disabled = false;
    }
  });
}
// The Back button brings the page back with an answer that was used.
window.addEventListener("pageshow", () => {
  for (const answer of document.querySelectorAll("[data-passkey-answer]")) answer.value = "";
});
