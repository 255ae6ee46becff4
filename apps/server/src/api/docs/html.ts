/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}
type Piece = string | number | Html | undefined | false | readonly Piece[];

/** Writes HTML; whatever is put in is escaped unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...given: Piece[]): Html {
  return { html: parts.map((part, index) => part + written(given[index])).join("") };
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (typeof piece === "string" || typeof piece === "number") return escaped(String(piece));
  return "html" in piece ? piece.html : piece.map(written).join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
