// Builds what a browser loads: kw.css, kw.js (and kw-NAME.js from each static/js/NAME.entry.js), the fonts, and axe for the tests.
//
// light-dark() is left as it is: a wall or a cover sets color-scheme on a part of the page, and every way to lower it resolves
// tokens at the root instead. So the floor is Chrome 123, Firefox 120 and Safari 17.5 (spring of 2024).

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = join(ROOT, "node_modules");
const BUILD = join(process.env.KOERSWERK_VAR ?? join(ROOT, "var"), "build");
const PARTIAL = join(BUILD, "assets.part");
const ASSETS = join(BUILD, "assets");
const TEST = join(BUILD, "test");

// The latin files cover Dutch; the optical sizes are kept, headings and books need them.
const FONTS = {
  "bricolage-grotesque": { package: "bricolage-grotesque", file: "latin-opsz-normal" },
  "atkinson-hyperlegible-next": { package: "atkinson-hyperlegible-next", file: "latin-wght-normal" },
  "atkinson-hyperlegible-next-italic": { package: "atkinson-hyperlegible-next", file: "latin-wght-italic" },
  "source-serif-4": { package: "source-serif-4", file: "latin-opsz-normal" },
  "source-serif-4-italic": { package: "source-serif-4", file: "latin-opsz-italic" },
  // Letters of names from further away (ş, ł, č), for the koersdocument.
  "bricolage-grotesque-ext": { package: "bricolage-grotesque", file: "latin-ext-opsz-normal" },
  "atkinson-hyperlegible-next-ext": { package: "atkinson-hyperlegible-next", file: "latin-ext-wght-normal" },
  "source-serif-4-ext": { package: "source-serif-4", file: "latin-ext-opsz-normal" },
  "source-serif-4-italic-ext": { package: "source-serif-4", file: "latin-ext-opsz-italic" },
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

function copyFonts() {
  mkdirSync(join(PARTIAL, "fonts"), { recursive: true });
  for (const [name, font] of Object.entries(FONTS)) {
    const folder = join(MODULES, "@fontsource-variable", font.package);
    copyFileSync(join(folder, "files", `${font.package}-${font.file}.woff2`), join(PARTIAL, "fonts", `${name}.woff2`));
    copyFileSync(join(folder, "LICENSE"), join(PARTIAL, "fonts", `${font.package}.LICENSE.txt`));
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
  legalComments: "linked",
  logLevel: "warning",
}).catch(() => process.exit(1)); // esbuild has said what is wrong
copyFonts();
copyForTests();
rmSync(ASSETS, { recursive: true, force: true });
renameSync(PARTIAL, ASSETS);
printSizes(ASSETS);
