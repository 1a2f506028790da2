// What is wrong with a page as it stands: pairs of a check and a detail. `phone` is whether it is seen at a phone's width.
(phone) => {
  const found = [];
  const root = document.documentElement;
  const say = (check, detail) => found.push([check, detail]);
  const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const words = (one) => (one.innerText || one.getAttribute("aria-label") || one.name || "").trim();
  const name = (one) => `${one.localName}.${[...one.classList].join(".")} "${words(one).slice(0, 40)}"`;

  if (!document.title.split("·")[0].trim()) say("title", "the page has no title of its own");

  if (root.scrollWidth > root.clientWidth) {
    const sticksOut = (one) => one.getBoundingClientRect().right > root.clientWidth + 1;
    const wide = [...document.body.querySelectorAll("*")].find(sticksOut);
    say("sideways", wide ? name(wide) : "something is wider than the page");
  }

  for (const picture of document.images) {
    const source = picture.getAttribute("src");
    if (source && picture.complete && !picture.naturalWidth) say("picture", source.slice(0, 80));
  }

  // Without an id the script that takes in news cannot know that it was open
  for (const fold of document.querySelectorAll("[data-stream] details:not([id])")) say("fold", name(fold));

  const targets = "a[href], button, select, summary, textarea, input:not([type=hidden]), [role=button]";
  for (const one of document.querySelectorAll(targets)) {
    const style = getComputedStyle(one);
    const forReaders = style.position === "absolute" && (Number.parseFloat(style.width) <= 1 || style.clipPath !== "none");
    if (!shown(one) || one.disabled || one.closest("[inert]") || forReaders) continue;
    // A label is part of the target of its field; a link within a sentence is as high as its line
    const boxes = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect());
    const height = Math.round(Math.max(...boxes.map((box) => box.height)));
    const width = Math.round(Math.max(...boxes.map((box) => box.width)));
    if (!width || !height) continue;
    const inSentence = style.display === "inline" && words(one.parentElement) !== words(one);
    if (!inSentence && (height < 24 || width < 24)) say("target", `${name(one)} ${width}×${height}`);
    const main = one.matches(".kw-button:not(.kw-button--quiet, .kw-button--small), .kw-bottom a");
    if (phone && main && height < 44) say("main target", `${name(one)} ${width}×${height}`);
  }
  return found;
};
