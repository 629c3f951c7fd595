// Tables for people, and what could not be measured said in a line.
import { availableParallelism, loadavg } from "node:os";

/** Prints rows under their heads: words to the left, figures to the right. */
export function table(heads, rows) {
  const all = [heads, ...rows].map((row) => row.map(String));
  const columns = heads.map((_, column) => ({
    width: Math.max(...all.map((row) => row[column].length)),
    isFigure: all.slice(1).some((row) => /^(≤ |≥ )?[\d.,]+/.test(row[column])),
  }));
  const padded = (cell, { width, isFigure }) => (isFigure ? cell.padStart(width) : cell.padEnd(width));
  for (const row of all) console.log(`  ${row.map((cell, column) => padded(cell, columns[column])).join("   ")}`.trimEnd());
}

export const headline = (text) => console.log(`\n${text}`);

/** A headline over times, which says when the machine had something else to do. */
export function timed(text) {
  headline(text);
  const [load] = loadavg();
  const cores = availableParallelism();
  if (load > cores) note(`(the machine is busy: a load of ${load.toFixed(0)} on ${cores} cores, so times are too long)`);
}

export const note = (text) => console.log(`  ${text}`);

/** Something that is not possible here is no failure, but the reader must know. */
export const skipped = (what, why) => console.log(`  – ${what} is not measured: ${String(why).split("\n")[0]}`);

/** Whether a figure keeps its bar. A missed bar is reported and fails nothing: another machine, another figure. */
export const kept = (figure, bar) => (figure <= bar ? "✓" : "✗");

/** Milliseconds as one reads them. */
export function time(ms) {
  if (ms === undefined) return "";
  if (ms < 1) return `${digits(ms * 1000)} µs`;
  if (ms < 1000) return `${digits(ms)} ms`;
  return `${digits(ms / 1000)} s`;
}

const digits = (value) => (value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0));

export const bytes = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
