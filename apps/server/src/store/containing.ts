/** The pattern for LIKE and ILIKE that finds a text anywhere, letter by letter. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
