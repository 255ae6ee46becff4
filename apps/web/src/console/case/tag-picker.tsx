import { CALLS } from "@beckon/protocol/calls.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { hasTag, LONGEST_TAG, tagKey } from "@beckon/domain/tags.ts";
import { useQuery } from "@tanstack/react-query";
import { call } from "../calls/call.ts";
import { Picker } from "../controls/picker.tsx";
import { useWords } from "../words/use-words.tsx";

/** Tags the company used lately, the latest first [Q7]; `refetch` asks for them anew. */
export function useKnownTags() {
  return useQuery({ queryKey: ["tags"], queryFn: () => call(CALLS.listTags), select: ({ tags }) => tags });
}

/** Asks for a tag, one used before or a new one. For a single case a tag that it has is offered to be taken away. */
export function TagPicker({
  cards,
  onPick,
  onClose,
}: {
  cards: CaseCard[];
  onPick: (tag: string) => unknown;
  onClose: () => void;
}) {
  const w = useWords();
  const known = useKnownTags();
  const [single] = cards.length === 1 ? cards : [];
  const worn = single?.tags ?? [];
  const others = (known.data ?? []).filter((tag) => !hasTag(worn, tag));
  const choiceOf = (tag: string) => ({ id: `tag-${tagKey(tag)}`, label: tag, onPick: () => onPick(tag) });
  return (
    <Picker
      label={w.tags.pick(cards.length)}
      placeholder={w.tags.placeholder}
      nothing={w.tags.nothing}
      max={LONGEST_TAG}
      onClose={onClose}
      choices={[
        ...others.map((tag) => ({ ...choiceOf(tag), icon: "tag" as const })),
        ...worn.map((tag) => ({ ...choiceOf(tag), icon: "close" as const, aside: w.tags.takeAway })),
      ]}
      other={(text) =>
        hasTag([...others, ...worn], text)
          ? null
          : { id: "new", label: w.tags.add(text), icon: "plus", onPick: () => onPick(text) }
      }
    />
  );
}
