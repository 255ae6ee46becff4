import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import { spokenIn } from "@beckon/customer/case-store.ts";
import type { CustomerState, SpokenLine } from "@beckon/customer/customer-state.ts";
import { chatOf } from "../chat.ts";
import { useSame } from "../session/use-same.ts";
import { useSurroundings } from "../surroundings.ts";
import { Icon } from "./icon.tsx";

/** What was said, and the line to say more: through the server while waiting, from side to side in a session. */
export function ChatPanel({ state, current }: { state: CustomerState; current: CustomerCase }) {
  const { store, words } = useSurroundings();
  const live = useLiveLines(state);
  const lines = chatOf(current.messages, [...state.spoken, ...live]);
  const [text, setText] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const count = lines.length + state.outbox.length;
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [count]);

  const send = (): void => {
    if (text.trim() === "") return;
    void store.say(text);
    setText("");
  };
  const again = (id: number, unsent: string): void => {
    store.takeBack(id);
    void store.say(unsent);
  };

  return (
    <section class="chat" aria-labelledby="chat-title">
      <h2 id="chat-title">{words.chat.title}</h2>
      {/* The list scrolls by keyboard too, so it takes the focus. */}
      <div ref={list} class="chat-lines" role="log" aria-labelledby="chat-title" tabIndex={0}>
        {count === 0 && (
          <p class="quiet chat-empty">{state.visit.is === "on" ? words.chat.emptyHere : words.chat.empty}</p>
        )}
        {lines.map((line) => (
          <article key={line.key} class={line.mine ? "said said-mine" : "said"}>
            <p class="said-by">
              {line.mine ? words.chat.you : line.name} <time>{words.formats.time(line.at)}</time>
            </p>
            <p class="said-text">{line.text}</p>
          </article>
        ))}
        {state.outbox.map((line) => (
          <article key={`out${line.id}`} class="said said-mine">
            <p class="said-by">{line.failed ? words.chat.notSent : words.chat.sending}</p>
            <p class="said-text">{line.text}</p>
            {line.failed && (
              <button type="button" class="button button-small" onClick={() => again(line.id, line.text)}>
                {words.module.retry}
              </button>
            )}
          </article>
        ))}
      </div>
      <form
        class="chat-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <textarea
          rows={1}
          maxLength={4000}
          aria-label={words.chat.placeholder}
          placeholder={words.chat.placeholder}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="button button-primary button-square" aria-label={words.chat.send}>
          <Icon name="send" />
        </button>
      </form>
    </section>
  );
}

/** What is said in the sessions under way, by and to every expert who is there. */
function useLiveLines({ visit, colleagues }: CustomerState): readonly SpokenLine[] {
  const sessions = [visit, ...colleagues].flatMap((one) => (one.is === "on" ? [one] : []));
  const [, setChanged] = useState({});
  const remotes = useSame(sessions.map(({ remote }) => remote));
  useEffect(() => {
    const stops = remotes.map((remote) => remote.on("chat", () => setChanged({})));
    return () => stops.forEach((stop) => stop());
  }, [remotes]);
  return sessions.flatMap(spokenIn);
}
