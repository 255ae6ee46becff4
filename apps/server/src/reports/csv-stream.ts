import { pipeline, Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { Language } from "@beckon/protocol/words.ts";

/** A cell: text, a whole or broken number, or nothing. */
export type Cell = string | number | null;

/**
 * Rows as a CSV file, made as fast as it is read and no faster: at most a page of rows is held, and when the reader goes, so
 * does the source [F3]. Text is never taken for a formula; with a byte-order mark, and as spreadsheets of the language expect it.
 */
export function csvStream(head: readonly string[], rows: AsyncIterable<readonly Cell[]>, language: Language): Readable {
  // Where numbers have a comma for their fractions, spreadsheets separate by semicolons.
  const isComma = language !== "en";
  const number = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 3 });
  const csv = stringify({
    bom: true,
    columns: [...head],
    header: true,
    delimiter: isComma ? ";" : ",",
    record_delimiter: "windows",
    escape_formulas: true,
    cast: { number: (value) => number.format(value) },
  });
  async function* cells() {
    for await (const row of rows) yield row.map((cell) => (typeof cell === "string" ? cell.trimStart() : cell));
  }
  // What goes wrong on the way ends the stream with that error; whoever reads it hears of it there.
  return pipeline(Readable.from(cells()), csv, () => undefined);
}
