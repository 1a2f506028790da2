// form[data-queue]: what is sent goes into a queue on the device first and leaves it only when the server has it, so that
// a dead network, a closed page or a lost session loses nothing. Its hidden field data-queue-key makes sending twice one.
//
// The server answers 204 (or a fragment with 2xx) when it has it. What it refuses (422 and the like) comes back into the
// form. Everything else, also a redirect to the sign-in page, waits and is tried again.
import { csrfToken } from "./csrf.js";
import { forgetDraft } from "./draft.js";
import { each, person } from "./ready.js";
import { put, remove, waiting } from "./queue-store.js";
import { say } from "./toasts.js";

const FIRST_PAUSE = 4000;
const LONGEST_PAUSE = 120_000;
const REFUSED = new Set([400, 403, 404, 405, 409, 410, 413, 415, 422]);
let pause = FIRST_PAUSE;
let timer;

async function show() {
  const entries = await waiting(person()).catch(() => []);
  const count = entries.filter((entry) => !entry.refused).length;
  for (const status of document.querySelectorAll("[data-queue-status]")) {
    const text = count === 1 ? status.dataset.one : status.dataset.many.replace("{n}", count);
    status.hidden = count === 0;
    status.querySelector("[data-queue-text]").textContent = text;
  }
  return count;
}

function bodyOf(entry) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  return body;
}

// Sends one entry: "sent", "refused" (and never again by itself) or "later".
async function send(entry) {
  let response;
  try {
    response = await fetch(entry.action, {
      method: "POST",
      body: bodyOf(entry),
      headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
      signal: AbortSignal.timeout(30_000),
    });
  } catch {
    return "later";
  }
  if (response.ok && !response.redirected) return "sent";
  // A 403 may be an old token too: then the next page brings a fresh one
  return REFUSED.has(response.status) && !response.redirected ? "refused" : "later";
}

async function flush() {
  clearTimeout(timer);
  let left = false;
  for (const entry of await waiting(person())) {
    if (entry.refused) continue;
    const answer = await send(entry);
    if (answer === "later") {
      left = true;
      break;
    }
    if (answer === "sent") await remove(entry.id);
    else await put({ ...entry, refused: true });
    pause = FIRST_PAUSE;
    document.dispatchEvent(new CustomEvent(`kw:queue-${answer}`, { detail: entry }));
  }
  await show();
  if (!left) return;
  timer = setTimeout(work, pause);
  pause = Math.min(2 * pause, LONGEST_PAUSE);
}

// One page of the browser at a time sends, so that two tabs do not race. Who asks while it sends gets one round more: what was
// written since, or a network that came back, is not for a later moment.
let next;
function work() {
  if (!navigator.locks) return flush().catch(() => {});
  next ??= navigator.locks
    .request("kw-queue", () => {
      next = undefined;
      return flush();
    })
    .catch(() => {});
  return next;
}

// There is reason to believe that it goes now: no waiting for a pause that grew while there was none
function workAfresh() {
  pause = FIRST_PAUSE;
  return work();
}

function renew(form) {
  const files = [...form.elements].filter((field) => field.type === "file");
  for (const field of form.querySelectorAll("[data-queue-clear]")) field.value = "";
  for (const field of files) field.value = "";
  const key = form.querySelector("[data-queue-key]");
  if (key) key.value = crypto.randomUUID();
  if (form.dataset.draft) forgetDraft(form.dataset.draft);
  form.dispatchEvent(new Event("kw:reset"));
}

function start(form) {
  const texts = form.dataset;
  const key = form.querySelector("[data-queue-key]");
  let sending = false;

  form.addEventListener("submit", async (event) => {
    if (!key || !form.checkValidity()) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    const data = new FormData(form, event.submitter);
    data.delete("csrfmiddlewaretoken");
    const entry = { id: key.value, person: person(), action: form.action, fields: [...data], at: Date.now() };
    try {
      await put(entry);
    } catch {
      // No room to keep it: send it the plain way, and let the page say what happened
      form.submit();
      return;
    }
    await show(); // the words go from the field once they are told to be waiting
    renew(form);
    sending = false;
    await work();
    form.querySelector("[data-queue-clear]")?.focus();
  });

  document.addEventListener("kw:queue-sent", (event) => event.detail.action === form.action && say(texts.sent));

  // What was refused comes back, so that the words can be mended and sent again
  async function takeBack() {
    const field = form.querySelector("textarea[data-queue-clear]");
    const entry = (await waiting(person()).catch(() => [])).find((one) => one.refused && one.action === form.action);
    if (!entry || !field || field.value.trim()) return;
    for (const [name, value] of entry.fields) {
      const input = form.elements[name];
      if (input instanceof Element && typeof value === "string") input.value = value;
    }
    await remove(entry.id);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    say(texts.refused);
  }
  document.addEventListener("kw:queue-refused", takeBack);
  takeBack();
}

each("form[data-queue]", "queue", start);

if (person()) {
  window.addEventListener("online", workAfresh);
  document.addEventListener("visibilitychange", () => document.hidden || workAfresh());
  show().then((count) => count && work());
}
