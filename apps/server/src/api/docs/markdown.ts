import { html, type Html } from "./html.ts";

/**
 * Turns the Markdown that our own pages are written in into HTML: headings, paragraphs, lists, tables, code, emphasis, links.
 * @param linkTo gives a relative address its place on this server; what has none stays text.
 */
export function markdown(text: string, linkTo: (address: string) => string | undefined = () => undefined): Html {
  const inline = (line: string) => inlineOf(line, linkTo);
  return html`${blocksOf(text).map((block) => blockOf(block, inline))}`;
}

/** The anchor of a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** The headings of the second level, in order. */
export function headingsOf(text: string): string[] {
  return blocksOf(text).flatMap((block) => /^## (.+)/.exec(block)?.[1] ?? []);
}

function blocksOf(text: string): string[] {
  // A fence holds its empty lines together.
  return [...text.matchAll(/^```[^\n]*\n[\s\S]*?^```$|(?:^(?!```)[^\n]*\S[^\n]*(?:\n|$))+/gm)].map(([block]) =>
    block.trimEnd(),
  );
}

type Inline = (line: string) => Html;

function blockOf(block: string, inline: Inline): Html {
  const fenced = /^```[^\n]*\n([\s\S]*?)\n?```$/.exec(block);
  if (fenced) return html`<pre tabindex="0"><code>${fenced[1]}</code></pre>`;
  const [, marks = "", heading = ""] = /^(#{1,3}) (.+)$/.exec(block) ?? [];
  if (marks === "#") return html`<h1>${inline(heading)}</h1>`;
  if (marks === "##") return html`<h2 id="${anchorOf(heading)}">${inline(heading)}</h2>`;
  if (marks === "###") return html`<h3 id="${anchorOf(heading)}">${inline(heading)}</h3>`;
  if (block.startsWith("|")) return tableOf(block, inline);
  if (/^(- |\d+\. )/.test(block)) {
    const items = block
      .split(/\n(?=- |\d+\. )/)
      .map((item) => html`<li>${inline(item.replace(/^(- |\d+\. )/, ""))}</li>`);
    return block.startsWith("- ")
      ? html`<ul>
          ${items}
        </ul>`
      : html`<ol>
          ${items}
        </ol>`;
  }
  return html`<p>${inline(block)}</p>`;
}

function tableOf(block: string, inline: Inline): Html {
  const [head = [], , ...rows] = block.split("\n").map((row) =>
    row
      .replace(/^\||\|\s*$/g, "")
      .split("|")
      .map((cell) => inline(cell.trim())),
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function inlineOf(text: string, linkTo: (address: string) => string | undefined): Html {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)]+\))/);
  return html`${parts.map((part) => {
    if (part.startsWith("`") && part.length > 1) return html`<code>${part.slice(1, -1)}</code>`;
    if (/^\*\*.+\*\*$/.test(part)) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (/^\*.+\*$/.test(part)) return html`<em>${part.slice(1, -1)}</em>`;
    const [, words, address = ""] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part) ?? [];
    if (words === undefined) return part;
    const target = /^(https?:|#)/.test(address) ? address : linkTo(address);
    return target === undefined ? words : html`<a href="${target}">${inlineOf(words, linkTo)}</a>`;
  })}`;
}
