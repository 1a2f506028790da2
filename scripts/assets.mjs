// Builds what a browser loads: kw.css, kw.js (and kw-NAME.js from each static/js/NAME.entry.js), the fonts, the open themes, and
// axe for the tests.
//
// light-dark() is left as it is: a wall or a cover sets color-scheme on a part of the page, and every way to lower it resolves
// tokens at the root instead. So the floor is Chrome 123, Firefox 120 and Safari 17.5 (spring of 2024).

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { makeFonts } from "./fonts.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = join(ROOT, "node_modules");
const BUILD = join(process.env.KOERSWERK_VAR ?? join(ROOT, "var"), "build");
const PARTIAL = join(BUILD, "assets.part");
const ASSETS = join(BUILD, "assets");
const TEST = join(BUILD, "test");

// House styles: two open themes of NL Design System (EUPL), and the fonts that they name (SIL OFL). Loaded by who wears them.
const THEMES = {
  voorbeeld: "@nl-design-system-unstable/voorbeeld-design-tokens",
  "mooi-en-anders": "@nl-design-system-community/ma-design-tokens",
};
const THEME_FONTS = {
  "fira-sans": "@fontsource/fira-sans/files/fira-sans-latin-700-normal.woff2",
  "noto-sans": "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2",
  "noto-serif": "@fontsource-variable/noto-serif/files/noto-serif-latin-wght-normal.woff2",
  "source-sans-3": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
};

// Utrecht's rules, bound to the names that our parts have: .kw-button is a button of Utrecht wherever it stands, without a
// second class that somebody could forget (docs/decisions/0007).
// Headings and links are bound without weight: a class of ours that stands on one wins.
const CHECKBOX = ".kw-choice [type=checkbox]";
const BOUND = {
  "alert-css": { ".utrecht-alert": ".kw-alert" },
  "button-css": { ".utrecht-button": ".kw-button" },
  "checkbox-css": { ".utrecht-checkbox--html-input": CHECKBOX, ".utrecht-checkbox": CHECKBOX },
  "form-field-description-css": { ".utrecht-form-field-description": ".kw-field__hint" },
  "form-field-error-message-css": { ".utrecht-form-field-error-message": ".kw-field__error" },
  "form-label-css": { ".utrecht-form-label": ".kw-field__label" },
  "heading-1-css": { ".utrecht-heading-1": ":where(h1)" },
  "heading-2-css": { ".utrecht-heading-2": ":where(h2)" },
  "heading-3-css": { ".utrecht-heading-3": ":where(h3)" },
  "link-css": { ".utrecht-link--html-a": ":where(a)", ".utrecht-link": ":where(a)" },
  "select-css": { ".utrecht-select--html-select": "select.kw-input", ".utrecht-select": "select.kw-input" },
  "table-css": { ".utrecht-table--html-table": ".kw-table", ".utrecht-table": ".kw-table" },
  "textarea-css": { ".utrecht-textarea--html-textarea": "textarea.kw-input", ".utrecht-textarea": "textarea.kw-input" },
  "textbox-css": { ".utrecht-textbox--html-input": "input.kw-input", ".utrecht-textbox": "input.kw-input" },
};

// A rule for a variant that no part of ours has is left out: half of what Utrecht sends.
function withoutUnbound(css) {
  const known = css.replace(/, \.utrecht-[\w-]+\)/g, ")"); // in :not(…)
  return known.replace(/([^{}/*@;]+)\{([^{}]*)\}/g, (_, selectors, body) => {
    const bound = selectors.split(/,(?![^(]*\))/).filter((selector) => !selector.includes(".utrecht-"));
    return bound.length ? `${bound.join(",")}{${body}}` : "";
  });
}

const bindUtrecht = {
  name: "bind-utrecht",
  setup(build) {
    build.onLoad({ filter: /@utrecht.[a-z0-9-]+-css.dist.index\.css$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [theirs, ours] of Object.entries(BOUND[basename(dirname(dirname(path)))])) {
        contents = contents.replace(new RegExp(`\\${theirs}(?![\\w-])`, "g"), ours);
      }
      return { contents: withoutUnbound(contents), loader: "css" };
    });
  },
};

function entryPoints() {
  const scripts = join(ROOT, "static", "js");
  const named = readdirSync(scripts).filter((name) => name.endsWith(".entry.js"));
  return [
    { in: join(ROOT, "static", "css", "app.css"), out: "kw" },
    { in: join(scripts, "app.js"), out: "kw" },
    ...named.map((name) => ({ in: join(scripts, name), out: `kw-${basename(name, ".entry.js")}` })),
  ];
}

// Of a theme only its values: what Style Dictionary tells about each token is nine tenths of the file.
function onlyValues(node) {
  if (typeof node !== "object" || node === null) return {};
  if ("$value" in node) return { $value: node.$value };
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, onlyValues(child)]));
}

function copyThemes() {
  mkdirSync(join(PARTIAL, "themes"), { recursive: true });
  for (const [name, part] of Object.entries(THEMES)) {
    const { utrecht } = JSON.parse(readFileSync(join(MODULES, part, "dist", "tokens.json"), "utf8"));
    writeFileSync(join(PARTIAL, "themes", `${name}.json`), JSON.stringify({ utrecht: onlyValues(utrecht) }));
    copyFileSync(join(MODULES, part, "LICENSE.md"), join(PARTIAL, "themes", `${name}.LICENSE.txt`));
  }
  for (const [name, file] of Object.entries(THEME_FONTS)) {
    copyFileSync(join(MODULES, file), join(PARTIAL, "fonts", `${name}.woff2`));
    copyFileSync(join(MODULES, dirname(dirname(file)), "LICENSE"), join(PARTIAL, "fonts", `${name}.LICENSE.txt`));
  }
}

function copyForTests() {
  const axe = join(MODULES, "axe-core", "axe.min.js");
  if (!existsSync(axe)) return; // a demo installs no parts for tests
  mkdirSync(TEST, { recursive: true });
  copyFileSync(axe, join(TEST, "axe.min.js"));
}

function printSizes(folder, prefix = "") {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) printSizes(path, `${prefix}${entry.name}/`);
    else if (!entry.name.endsWith(".txt") && !entry.name.endsWith(".map")) {
      const bytes = readFileSync(path);
      const packed = entry.name.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
      const kilo = (length) => (length / 1024).toFixed(1).padStart(7);
      console.log(`${`${prefix}${entry.name}`.padEnd(48)} ${kilo(bytes.length)} KB  ${kilo(packed)} KB compressed`);
    }
  }
}

rmSync(PARTIAL, { recursive: true, force: true });
mkdirSync(PARTIAL, { recursive: true });
await build({
  entryPoints: entryPoints(),
  outdir: PARTIAL,
  bundle: true,
  minify: true,
  sourcemap: "linked",
  format: "iife",
  target: ["chrome123", "firefox120", "safari17.5"],
  external: ["fonts/*", "*.svg", "*.png", "*.webp"],
  nodePaths: [MODULES],
  plugins: [bindUtrecht],
  legalComments: "linked",
  logLevel: "warning",
}).catch(() => process.exit(1)); // esbuild has said what is wrong
await makeFonts(MODULES, join(PARTIAL, "fonts"));
copyThemes();
copyForTests();
rmSync(ASSETS, { recursive: true, force: true });
renameSync(PARTIAL, ASSETS);
printSizes(ASSETS);
