// [data-stream=url][data-refresh=url][data-version=n]: whenever the server says "changed", htmx loads data-refresh into it.
// Where streams fail it looks every ten seconds; a phone that slept catches up when it wakes. Somebody who is typing inside
// is not disturbed: the new state comes when the focus leaves.
import { each } from "./ready.js";

const POLL = 10_000;
const TRY_AGAIN = 30_000;
const FAILURES = 3;

function follow(element) {
  let version = Number(element.dataset.version ?? 0);
  let source;
  let failures = 0;
  let poll;
  let loading = false;
  let behind = false;
  let retry;

  const typing = () => element.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

  async function refresh() {
    if (loading || typing()) {
      behind = true;
      return;
    }
    loading = true;
    behind = false;
    try {
      await window.htmx.ajax("GET", element.dataset.refresh, { target: element, swap: "innerHTML" });
    } finally {
      loading = false;
      if (behind && !typing()) refresh();
    }
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

  element.addEventListener("focusout", () => behind && setTimeout(refresh));
  element.addEventListener("htmx:beforeCleanupElement", (event) => event.target === element && close());
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  if (!document.hidden) open();
}

each("[data-stream]", "stream", follow);
