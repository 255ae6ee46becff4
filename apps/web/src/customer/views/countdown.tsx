import { ANSWER_MS } from "@beckon/customer/visit-ports.ts";
import { useNow, useWords } from "../surroundings.ts";

/** How long an expert's question still waits for its answer; `until` is an instant in ms. */
export function Countdown({ until }: { until: number }) {
  const words = useWords();
  const left = Math.max(0, until - useNow(1000));
  return (
    <div class="countdown">
      <p class="quiet">{words.consent.countdown(words.formats.span(Math.ceil(left / 1000) * 1000))}</p>
      <progress max={ANSWER_MS} value={left} aria-hidden="true" />
    </div>
  );
}
