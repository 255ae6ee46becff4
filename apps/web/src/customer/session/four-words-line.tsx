import type { VisitSession } from "@beckon/customer/customer-state.ts";
import { useWords } from "../surroundings.ts";
import { Icon } from "../views/icon.tsx";
import { useValue } from "./use-value.ts";

/** The four words both people can compare, and why one would [R3]; with the expert's name where there are several. */
export function FourWordsLine({ remote, name }: { remote: VisitSession; name?: string | undefined }) {
  const { session } = useWords();
  const { words, changed } = useValue(remote, "words");
  return (
    <div class="four-words">
      <Icon name="shield" />
      <div>
        <h2 class="overline">{name === undefined ? session.words : `${session.words} · ${name}`}</h2>
        {/* The words are English in every language, and spoken so. */}
        <p class="four" {...(words ? { lang: "en" } : {})}>
          {words ? words.map((word) => <b key={word}>{word}</b>) : session.wordsComing}
        </p>
        <p class="quiet">{changed ? session.wordsChanged : session.wordsWhy}</p>
      </div>
    </div>
  );
}
