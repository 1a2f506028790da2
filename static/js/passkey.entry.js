// form[data-passkey=get|create]: asks the device for a passkey before the form is sent, with the options in
// data-passkey-options or, at the door, from the address in data-passkey-from. What the device gives goes in the hidden field.
import { each } from "./ready.js";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const withBytes = (descriptors = []) => descriptors.map((one) => ({ ...one, id: toBytes(one.id) }));

async function optionsOf(form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions).publicKey;
  const response = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).request_options.publicKey;
}

async function ask(kind, options) {
  const publicKey = { ...options, challenge: toBytes(options.challenge) };
  if (kind === "create") {
    publicKey.user = { ...options.user, id: toBytes(options.user.id) };
    publicKey.excludeCredentials = withBytes(options.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  }
  publicKey.allowCredentials = withBytes(options.allowCredentials);
  return navigator.credentials.get({ publicKey });
}

function asJson(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

each("form[data-passkey]", "passkey", (form) => {
  const known = Boolean(window.PublicKeyCredential);
  for (const part of form.querySelectorAll(known ? "[data-passkey-button]" : "[data-passkey-unknown]")) part.hidden = false;
  if (!known) return;
  form.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = asJson(await ask(form.dataset.passkey, await optionsOf(form)));
      form.submit();
    } catch {
      failed.hidden = false; // refused, cancelled, too late, or no passkey for this address
    }
  });
});
