// The fonts: whole for the koersdocument, which sets books from them, and cut down for screens: the signs that texts in the
// languages of the EU are written with, the weights that static/css uses, headings drawn for 32 px. All are under the SIL
// Open Font Licence, which lets one cut.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";

const WHOLE = {
  "bricolage-grotesque": { package: "bricolage-grotesque", file: "latin-opsz-normal" },
  "atkinson-hyperlegible-next": { package: "atkinson-hyperlegible-next", file: "latin-wght-normal" },
  "atkinson-hyperlegible-next-italic": { package: "atkinson-hyperlegible-next", file: "latin-wght-italic" },
  "source-serif-4": { package: "source-serif-4", file: "latin-opsz-normal" },
  "source-serif-4-italic": { package: "source-serif-4", file: "latin-opsz-italic" },
  // Letters of names from further away (ş, ł, č).
  "bricolage-grotesque-ext": { package: "bricolage-grotesque", file: "latin-ext-opsz-normal" },
  "atkinson-hyperlegible-next-ext": { package: "atkinson-hyperlegible-next", file: "latin-ext-wght-normal" },
  "source-serif-4-ext": { package: "source-serif-4", file: "latin-ext-opsz-normal" },
  "source-serif-4-italic-ext": { package: "source-serif-4", file: "latin-ext-opsz-italic" },
};

const TEXT = { wght: { min: 400, max: 700 } };
const HEADING = { wght: { min: 500, max: 700 }, opsz: 32 };

const SCREEN = {
  "screen-text": { from: "atkinson-hyperlegible-next", axes: TEXT },
  "screen-text-italic": { from: "atkinson-hyperlegible-next-italic", axes: TEXT },
  "screen-text-ext": { from: "atkinson-hyperlegible-next-ext", axes: TEXT },
  "screen-heading": { from: "bricolage-grotesque", axes: HEADING },
  "screen-heading-ext": { from: "bricolage-grotesque-ext", axes: HEADING },
};

// static/css/fonts.css says which letters are in which file: a browser fetches an -ext only for a page that needs it.
function signs(name) {
  const css = readFileSync(new URL("../static/css/fonts.css", import.meta.url), "utf8");
  const [, ranges] = css.match(new RegExp(`${name}\\.woff2"\\)[^}]*unicode-range:([^;]*);`));
  return ranges
    .split(",")
    .flatMap((range) => {
      const [first, last = first] = range
        .trim()
        .slice(2)
        .split("-")
        .map((code) => Number.parseInt(code, 16));
      return Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step));
    })
    .join("");
}

/** Write every font, and its licence, into `folder`; `modules` is where npm put the packages. */
export async function makeFonts(modules, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, font] of Object.entries(WHOLE)) {
    const home = join(modules, "@fontsource-variable", font.package);
    copyFileSync(join(home, "files", `${font.package}-${font.file}.woff2`), join(folder, `${name}.woff2`));
    copyFileSync(join(home, "LICENSE"), join(folder, `${font.package}.LICENSE.txt`));
  }
  for (const [name, { from, axes }] of Object.entries(SCREEN)) {
    const whole = readFileSync(join(folder, `${from}.woff2`));
    const cut = await subsetFont(whole, signs(name), { targetFormat: "woff2", variationAxes: axes });
    writeFileSync(join(folder, `${name}.woff2`), cut);
  }
}
