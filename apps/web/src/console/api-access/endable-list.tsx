import { useState, type ReactNode } from "react";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";

/** Things by their names, each with what is to be known of it and a button that ends it, after a question. */
export function EndableList<T extends { readonly id: string; readonly name: string }>({
  items,
  facts,
  mark,
  act,
  title,
  text,
  onEnd,
}: {
  items: readonly T[];
  facts: (item: T) => ReactNode;
  /** What stands beside the name. */
  mark?: (item: T) => ReactNode;
  /** The word on the button. */
  act: string;
  /** What is asked before. */
  title: (name: string) => string;
  text: string;
  onEnd: (item: T) => Promise<void>;
}) {
  const [ending, setEnding] = useState<T | null>(null);
  return (
    <>
      <ul className="divide-y divide-line rounded-md border border-line">
        {items.map((item) => (
          <li key={item.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <div className="min-w-0 grow basis-60">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="min-w-0 font-medium break-words">{item.name}</span>
                {mark?.(item)}
              </p>
              {facts(item)}
            </div>
            <Button aria-label={`${act}: ${item.name}`} onPress={() => setEnding(item)}>
              {act}
            </Button>
          </li>
        ))}
      </ul>
      {ending && (
        <Confirm
          title={title(ending.name)}
          text={text}
          act={act}
          onClose={() => setEnding(null)}
          onYes={async () => {
            await onEnd(ending);
            setEnding(null);
          }}
        />
      )}
    </>
  );
}
