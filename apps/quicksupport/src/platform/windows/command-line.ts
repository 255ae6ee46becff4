/** Words as one command line that Windows programs part again into the same words. */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(" ");
}

function quote(word: string): string {
  if (word !== "" && !/[\s"]/.test(word)) return word;
  // Backslashes mean themselves, but for those before a quotation mark.
  return `"${word.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, "$1$1")}"`;
}
