// [data-stream=url][data-refresh=url][data-version=n]: whenever the server says "changed", htmx loads data-refresh into it.
// Where streams fail it looks every ten seconds; a phone that slept catches up when it wakes. Somebody who is typing inside
// is not disturbed: the new state comes when the focus leaves. A field in which nothing stands may be replaced (htmx gives
// the focus back to the one with its id), and what was folded open stays open. In a [data-keep] form
// what one ticked, chose and typed stays, by id.
//
// [data-stream-lost] is shown while nothing gets through: the screen is behind. A screen with data-stream-eager (the wall,
// the console) tries a lost line each second, the others more calmly, so that three hundred phones do not come at once.
import { each } from "./ready.js";

const POLL = 10_000;
const TRY_AGAIN = 30_000;
const FAILURES = 3;
const LOST_EAGER = 1_000;
const LOST_CALM = 5_000;
const SERVER_FAILS = 500;

function follow(element) {
  let version = Number(element.dataset.version ?? 0);
  let source;
  let failures = 0;
  let poll;
  let loading = false;
  let behind = false;
  let retry;
  let lost = false;
  let again;
  let kept = [];
  let folds = [];
  const patience = "streamEager" in element.dataset ? LOST_EAGER : LOST_CALM * (1 + Math.random());

  const typing = () => {
    const field = document.activeElement;
    return element.contains(field) && field.matches("input, textarea, select") && field.value !== "";
  };

  function tell(isLost) {
    if (lost && !isLost) {
      failures = 0;
      open();
    }
    lost = isLost;
    for (const note of document.querySelectorAll("[data-stream-lost]")) note.hidden = !lost;
    clearTimeout(again);
    if (lost) again = setTimeout(refresh, patience);
  }

  async function refresh() {
    if (loading || typing()) {
      behind = true;
      return;
    }
    loading = true;
    behind = false;
    try {
      await window.htmx.ajax("GET", element.dataset.refresh, { source: element, target: element, swap: "innerHTML" });
    } catch {
      // no answer: htmx:afterRequest says so below
    } finally {
      loading = false;
      if (behind && !typing()) refresh();
    }
  }

  // Between the question and its answer people go on: what they did counts as it is when the answer takes its place
  function keep(event) {
    if (event.detail.elt !== element) return;
    if (typing()) {
      event.detail.shouldSwap = false;
      behind = true;
      return;
    }
    kept = [...element.querySelectorAll("[data-keep] :is(input:not([type=hidden]), select, textarea)[id]")].map((field) => [field.id, field.checked, field.value]);
    folds = Array.from(element.querySelectorAll("details[open][id]"), (fold) => fold.id);
  }

  function giveBack(event) {
    if (event.detail.elt !== element) return;
    for (const [id, checked, value] of kept) {
      const field = document.getElementById(id);
      if (field?.type === "checkbox") field.checked = checked;
      else if (field && [...(field.options ?? [{ value }])].some((option) => option.value === value)) field.value = value;
    }
    for (const id of folds) document.getElementById(id)?.setAttribute("open", "");
    kept = folds = [];
  }

  function close() {
    source?.close();
    source = undefined;
    clearInterval(poll);
    poll = undefined;
    clearTimeout(retry);
  }

  function fall() {
    close();
    poll = setInterval(refresh, POLL);
    retry = setTimeout(open, TRY_AGAIN);
  }

  function open() {
    close();
    const url = new URL(element.dataset.stream, location.href);
    url.searchParams.set("seen", version);
    source = new EventSource(url);
    source.addEventListener("open", () => {
      failures = 0;
    });
    source.addEventListener("changed", (event) => {
      const now = Number(JSON.parse(event.data).version);
      if (now <= version) return;
      version = now;
      refresh();
    });
    source.addEventListener("ended", (event) => {
      close();
      location.replace(JSON.parse(event.data).go);
    });
    source.addEventListener("error", () => {
      failures += 1;
      if (failures === 1) refresh();
      if (source?.readyState === EventSource.CLOSED || failures >= FAILURES) fall();
    });
  }

  const wake = () => {
    if (!element.isConnected) {
      document.removeEventListener("visibilitychange", wake);
      return;
    }
    if (document.hidden) close();
    else {
      open();
      refresh();
    }
  };

  element.addEventListener("htmx:beforeSwap", keep);
  element.addEventListener("htmx:afterSwap", giveBack);
  element.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== element) return;
    const { status } = event.detail.xhr;
    tell(status === 0 || status >= SERVER_FAILS);
  });
  window.addEventListener("offline", () => tell(true));
  window.addEventListener("online", refresh);
  document.addEventListener("kw:queue-sent", () => element.isConnected && refresh()); // what this phone sent stands on its page
  element.addEventListener("focusout", () => behind && setTimeout(refresh));
  element.addEventListener("htmx:beforeCleanupElement", (event) => event.target === element && close());
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  if (!document.hidden) open();
}

each("[data-stream]", "stream", follow);
