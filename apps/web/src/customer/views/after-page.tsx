import { useState } from "preact/hooks";
import { showSessionCode, type SessionCode } from "@beckon/domain/session-code.ts";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import { useCustomerState, useSurroundings } from "../surroundings.ts";
import { Problem } from "./problem.tsx";
import { Title } from "./title.tsx";

/** The case is over: thanks, how it was, its number, and the way back. */
export function AfterPage({ current }: { current: CustomerCase }) {
  const { store, words } = useSurroundings();
  const { busy } = useCustomerState(store);
  const expired = current.state === "expired";
  return (
    <section class="card narrow">
      <Title>{expired ? words.after.expiredTitle : words.after.title}</Title>
      <p>{expired ? words.after.expired : words.after.closed(current.branding.company)}</p>
      {current.answered && <p class="note">{words.room.answered[current.answered]}</p>}
      {current.survey && !expired && (current.rated ? <p class="note">{words.after.thanks}</p> : <Rating />)}
      <dl class="facts">
        <dt>{words.after.number}</dt>
        <dd class="code-small">{showSessionCode(current.code as SessionCode)}</dd>
      </dl>
      <Problem />
      <div class="stack">
        {current.mayClose && (
          <button type="button" class="button button-wide" aria-disabled={busy} onClick={() => void store.reopen()}>
            {words.after.again}
          </button>
        )}
        {store.hasModule && (
          <button type="button" class="button button-quiet button-wide" onClick={() => store.startAnew()}>
            {words.after.fresh}
          </button>
        )}
      </div>
      <p class="quiet">{words.after.done}</p>
    </section>
  );
}

function Rating() {
  const { store, words } = useSurroundings();
  const [stars, setStars] = useState(0);
  const [comment, setComment] = useState("");
  return (
    <form
      class="rating"
      onSubmit={(event) => {
        event.preventDefault();
        if (stars > 0) void store.rate(stars, comment.trim());
      }}
    >
      <fieldset>
        <legend>{words.after.question}</legend>
        <div class="stars">
          {[1, 2, 3, 4, 5].map((count) => (
            <label key={count} class={count <= stars ? "star star-on" : "star"}>
              <input
                type="radio"
                name="stars"
                value={count}
                checked={count === stars}
                onChange={() => setStars(count)}
                aria-label={words.after.stars(count)}
              />
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="m12 3 2.8 5.9 6.2.9-4.5 4.5 1.1 6.4L12 17.6l-5.6 3.1 1.1-6.4L3 9.8l6.2-.9L12 3Z" />
              </svg>
            </label>
          ))}
        </div>
      </fieldset>
      {stars > 0 && (
        <>
          <textarea
            rows={2}
            maxLength={2000}
            aria-label={words.after.comment}
            placeholder={words.after.comment}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <button type="submit" class="button button-primary">
            {words.after.send}
          </button>
        </>
      )}
    </form>
  );
}
