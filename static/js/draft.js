// form[data-draft=key]: what is typed is kept on this device, per person, and stands there again after a reload, a lost
// session or a crash. It goes when the server says that it has it: an element with data-draft-done=key (the messages carry
// it), or the event kw:draft-done that a response header HX-Trigger sends.
import { each, person } from "./ready.js";
import { drop, keysWith, read, write } from "./storage.js";
import { say } from "./toasts.js";

const PREFIX = "kw-draft:";
const KEEP_DAYS = 90;
const PAUSE = 300;
const texts = document.body.dataset;
const storageKey = (key) => `${PREFIX}${person()}:${key}`;

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
      field.name !== "csrfmiddlewaretoken" &&
      !["password", "file", "submit", "button", "reset", "fieldset"].includes(field.type) &&
      (field.type !== "hidden" || "draftKeep" in field.dataset),
  );
}

function valuesOf(form) {
  return fieldsOf(form).map((field) => {
    if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
    if (field.multiple) return [field.name, [...field.selectedOptions].map((option) => option.value)];
    return [field.name, field.value];
  });
}

function fill(form, values) {
  const waiting = fieldsOf(form);
  for (const [name, value, checked] of values) {
    const index = waiting.findIndex(
      (field) => field.name === name && (checked === undefined || field.value === value),
    );
    if (index < 0) continue;
    const [field] = waiting.splice(index, 1);
    if (checked !== undefined) field.checked = checked;
    else if (Array.isArray(value)) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);
// A key that the server makes anew for each page is no word of the person
const typed = (form, values) =>
  values.filter(([name]) => fieldsOf(form).some((field) => field.name === name && field.type !== "hidden"));

// Ticks and choices come back in silence: only words are worth a sentence
const hasWords = (form, values) =>
  values.some(([name, value]) =>
    fieldsOf(form).some((field) => field.name === name && value && /^(text|search|email|url|number)/.test(field.type)),
  );

export function forgetDraft(key) {
  drop(storageKey(key));
}

function start(form) {
  const key = storageKey(form.dataset.draft);
  const state = form.querySelector("[data-draft-state]");
  const blank = valuesOf(form);
  let base = blank;
  let timer;

  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    const now = valuesOf(form);
    if (same(typed(form, now), typed(form, base)) && !read(key)) return;
    if (write(key, { at: Date.now(), base: typed(form, base), values: now }) && state) {
      state.textContent = state.dataset.saved;
    }
  };

  const draft = read(key);
  if (draft && !same(typed(form, draft.values), typed(form, blank))) {
    const tell = hasWords(form, draft.values);
    const put = () => {
      fill(form, draft.values);
      if (state && tell) state.textContent = state.dataset.saved;
    };
    if (same(draft.base, typed(form, blank))) {
      put();
      if (tell) say(texts.sayDraft);
    } else {
      // The server has other words by now: the person chooses
      base = blank;
      if (tell) say(texts.sayOtherDraft, { label: texts.sayPutBack, run: put });
    }
  } else if (draft) {
    fill(form, draft.values);
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("change", keep);
  form.addEventListener("submit", keep, true);
  form.addEventListener("kw:reset", () => {
    clearTimeout(timer);
    timer = undefined;
    base = valuesOf(form);
    if (state) state.textContent = "";
  });
  const leave = () => timer && keep();
  document.addEventListener("visibilitychange", leave);
  window.addEventListener("pagehide", leave);
}

// First what is done goes, then what is left comes back
each("[data-draft-done]", "draft-done", (element) => forgetDraft(element.dataset.draftDone));
document.addEventListener("kw:draft-done", (event) => forgetDraft(event.detail.value));
each("form[data-draft]", "draft", start);

for (const key of keysWith(PREFIX)) {
  if ((read(key)?.at ?? 0) < Date.now() - KEEP_DAYS * 24 * 3600 * 1000) drop(key);
}
