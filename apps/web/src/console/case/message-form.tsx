import type { FormEvent } from "react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button, IconButton } from "../controls/button.tsx";
import { ReplyChoices } from "../replies/reply-choices.tsx";
import type { ReadyReply } from "../replies/use-replies.ts";
import { LONGEST_MESSAGE, useReplyMenu } from "../replies/use-reply-menu.ts";
import { useWords } from "../words/use-words.tsx";

const NONE: readonly ReadyReply[] = [];

/**
 * A field to write in and send: Enter sends, Shift+Enter begins a line. `onSend` answers whether it was sent. `replies` can be
 * put into it by "/" and their name, or by a button [Q8].
 */
export function MessageForm({
  label,
  placeholder,
  act,
  disabled = false,
  replies = NONE,
  onSend,
}: {
  label: string;
  placeholder: string;
  act: string;
  disabled?: boolean;
  replies?: readonly ReadyReply[];
  onSend: (text: string) => Promise<boolean>;
}) {
  const w = useWords();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const menu = useReplyMenu(replies, text, insert);

  function insert(reply: string, whole: boolean) {
    const node = field.current;
    const from = whole ? 0 : (node?.selectionStart ?? text.length);
    const until = whole ? text.length : (node?.selectionEnd ?? text.length);
    const room = LONGEST_MESSAGE - text.length + (until - from);
    const put = reply.slice(0, room);
    flushSync(() => setText(text.slice(0, from) + put + text.slice(until)));
    node?.focus();
    node?.setSelectionRange(from + put.length, from + put.length);
  }
  async function send(event?: FormEvent) {
    event?.preventDefault();
    const said = text.trim();
    if (said === "" || busy) return;
    setBusy(true);
    if (await onSend(said)) setText("");
    setBusy(false);
  }
  return (
    <form className="relative mt-2 flex items-end gap-2" onSubmit={(event) => void send(event)}>
      {menu.open && (
        <ReplyChoices
          listId={menu.listId}
          replies={menu.found}
          current={menu.current}
          onPoint={menu.setAt}
          onPick={menu.pick}
        />
      )}
      <textarea
        ref={field}
        aria-label={label}
        placeholder={replies.length > 0 ? w.replies.hint : placeholder}
        rows={text.length > 100 || text.includes("\n") ? 4 : 1}
        maxLength={LONGEST_MESSAGE}
        value={text}
        disabled={disabled}
        {...menu.field}
        onChange={(event) => {
          setText(event.target.value);
          menu.setAt(0);
        }}
        onKeyDown={(event) => {
          menu.onKeyDown(event);
          if (event.defaultPrevented) return;
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void send();
        }}
        className="field-box min-w-0 grow resize-none py-1.5 pointer-coarse:min-h-10"
      />
      {replies.length > 0 && (
        <IconButton
          label={w.replies.insert}
          icon="reply"
          disabled={disabled}
          aria-haspopup="listbox"
          aria-expanded={menu.open}
          onPress={() => {
            field.current?.focus();
            menu.toggle();
          }}
        />
      )}
      <Button type="submit" busy={busy} disabled={disabled || text.trim() === ""}>
        {act}
      </Button>
    </form>
  );
}
