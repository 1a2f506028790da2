// [data-editor]: buttons above a textarea that type Markdown into it. Each button types as a person would, so that Ctrl+Z
// takes it back; pressing it again on the same words takes the signs away. Ctrl+B and Ctrl+I do what they do elsewhere.
import { each } from "./ready.js";

// The one way to type into a field that its own undo knows; where a browser has lost it, the words come all the same.
function type(area, from, to, text) {
  area.focus();
  area.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// Signs around the chosen words: **bold**, *italic*
function around(area, mark, word) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const size = mark.length;
  const chosen = value.slice(from, to);
  const inside = value.slice(from - size, from) === mark && value.slice(to, to + size) === mark;
  // One star beside another is half of two
  const alone = mark !== "*" || (value[from - 2] !== "*" && value[to + 1] !== "*");
  if (from !== to && inside && alone) {
    type(area, from - size, to + size, chosen);
    area.setSelectionRange(from - size, to - size);
    return;
  }
  const words = chosen || word;
  type(area, from, to, `${mark}${words}${mark}`);
  area.setSelectionRange(from + size, from + size + words.length);
}

// A sign before each chosen line: a heading, a list
function before(area, mark, word) {
  const { value } = area;
  const from = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = value.indexOf("\n", area.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const marked = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (marked ? line.slice(mark.length) : mark + (line || word))).join("\n");
  type(area, from, to, text);
  area.setSelectionRange(from, from + text.length);
}

function link(area, start, word) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const words = value.slice(from, to) || word;
  type(area, from, to, `[${words}](${start})`);
  const address = from + words.length + 3;
  area.setSelectionRange(address, address + start.length);
}

each("[data-editor]", "editor", (editor) => {
  const area = editor.querySelector("textarea");
  const tools = editor.querySelector("[role=toolbar]");
  const buttons = [...tools.querySelectorAll("button")];
  tools.hidden = false;

  const press = ({ dataset }) => {
    if (dataset.mark) around(area, dataset.mark, dataset.word);
    else if (dataset.line) before(area, dataset.line, dataset.word);
    else link(area, dataset.link, dataset.word);
  };

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) press(button);
  });

  // One stop for the Tab key; arrows go from button to button
  tools.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = buttons.at(to % buttons.length);
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });

  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const mark = { b: "**", i: "*" }[event.key.toLowerCase()];
    if (!mark) return;
    event.preventDefault();
    press(buttons.find((button) => button.dataset.mark === mark));
  });
});
