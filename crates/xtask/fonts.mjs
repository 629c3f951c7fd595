// A font cut down to what our languages are written with: `node fonts.mjs FROM TO`.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import fontverter from "fontverter";
import subsetFont from "subset-font";

const [, , from, to] = process.argv;

/** Latin-1, and the signs of our texts and amounts. Names with other letters get them from the device. */
const LETTERS = [
  [0x20, 0x7e],
  [0xa0, 0xff],
];
const SIGNS = "ıŁłŒœŠšŽž–—‘’‚“”„•…€←↑→↓−≈≠≤≥✓";

const letters = LETTERS.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n)));
const font = await subsetFont(await readFile(from), letters.join("") + SIGNS, {
  targetFormat: "truetype",
  // Screens that need hinting have become rare, and it is a third of the file.
  noHinting: true,
  keepFeatures: ["ccmp", "kern", "liga", "mark", "tnum"],
});
// The font's licence keeps its name for the unchanged one. These are as long, so nothing in the file moves.
for (const [was, is] of [["IBM Plex Sans", "Indgang Sans "], ["IBMPlexSans", "IndgangSans"]]) {
  for (const [old, other] of [[Buffer.from(was), Buffer.from(is)], [wide(was), wide(is)]]) {
    for (let at = font.indexOf(old); at >= 0; at = font.indexOf(old)) other.copy(font, at);
  }
}
await mkdir(dirname(to), { recursive: true });
await writeFile(to, await fontverter.convert(font, "woff2"));

/** As names are written in a font: two bytes a letter, the higher one first. */
function wide(text) {
  return Buffer.from(text, "utf16le").swap16();
}
