// What htmx does not tell: that something failed, that there is no network, that somebody was signed out.
import { say } from "./toasts.js";

const texts = document.body.dataset;
const SIGNED_OUT = 401;

function goToSignIn() {
  const next = encodeURIComponent(location.pathname + location.search);
  location.assign(`${texts.signIn}?next=${next}`);
}

// A screen that says itself that it is behind (stream.js)
const saysItself = () => document.querySelector("[data-stream-lost]") !== null;

document.addEventListener("htmx:sendError", () => saysItself() || say(texts.sayOffline));

document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === SIGNED_OUT) goToSignIn();
  else if (!saysItself()) say(texts.sayFailed);
});

// A redirect to the sign-in page must not land inside a card
document.addEventListener("htmx:beforeSwap", (event) => {
  const { responseURL } = event.detail.xhr;
  if (!responseURL || !texts.signIn) return;
  if (new URL(responseURL).pathname !== texts.signIn || location.pathname === texts.signIn) return;
  event.detail.shouldSwap = false;
  goToSignIn();
});
