import { CALLS } from "@beckon/protocol/calls.ts";
import type { ReplyRecord } from "@beckon/protocol/replies.ts";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { useState } from "react";
import { LANGUAGE_NAMES } from "../../ui/language.ts";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button, IconButton } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { ReplyDialog } from "./reply-dialog.tsx";
import { useReplies } from "./use-replies.ts";

/** The canned replies that this person looks after [Q8]. */
export function RepliesPart() {
  const w = useWords();
  const act = useDo();
  const replies = useReplies();
  const groups = useQueuePart("groups");
  const [open, setOpen] = useState<{ what: "edit" | "delete"; id: string | null } | null>(null);
  const chosen = replies.data?.find(({ id }) => id === open?.id);
  const close = () => setOpen(null);
  const mayChange = ({ groupId }: ReplyRecord) => groupId === null || groups.get(groupId)?.access === "write";
  return (
    <Part
      title={w.replies.title}
      actions={
        <Button icon="plus" onPress={() => setOpen({ what: "edit", id: null })}>
          {w.replies.newReply}
        </Button>
      }
    >
      <p className="text-muted">{w.replies.intro}</p>
      {!replies.data ? (
        <Arriving query={replies} />
      ) : replies.data.length === 0 ? (
        <p className="rounded-md border border-dashed border-edge px-3 py-4 text-center text-muted">{w.replies.none}</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {replies.data.map((reply) => {
            const written = LANGUAGES.filter((language) => reply.texts[language]);
            return (
              <li key={reply.id} className="flex items-center gap-2 px-3 py-2">
                <div className="min-w-0 grow">
                  <p className="flex flex-wrap items-baseline gap-x-2">
                    <span className="font-medium break-words">/{reply.name}</span>
                    <span className="text-xs text-muted">
                      {reply.groupId === null ? w.replies.everybody : groups.get(reply.groupId)?.name} ·{" "}
                      {written.map((language) => LANGUAGE_NAMES[language]).join(", ")}
                    </span>
                  </p>
                  <p className="truncate text-muted">{written.map((language) => reply.texts[language])[0]}</p>
                </div>
                {mayChange(reply) && (
                  <>
                    <IconButton
                      label={w.replies.change(reply.name)}
                      icon="pen"
                      onPress={() => setOpen({ what: "edit", id: reply.id })}
                    />
                    <IconButton
                      label={`${w.delete}: ${reply.name}`}
                      icon="trash"
                      onPress={() => setOpen({ what: "delete", id: reply.id })}
                    />
                  </>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {open?.what === "edit" && <ReplyDialog key={open.id} reply={chosen} onClose={close} />}
      {open?.what === "delete" && chosen && (
        <Confirm
          title={w.replies.deleteTitle(chosen.name)}
          text={w.replies.deleteText}
          act={w.delete}
          onClose={close}
          onYes={async () => {
            await act(() => call(CALLS.deleteReply, { params: { id: chosen.id } }), "replies");
            close();
          }}
        />
      )}
    </Part>
  );
}
