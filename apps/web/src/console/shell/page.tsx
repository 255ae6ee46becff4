import type { ReactNode } from "react";
import { useSlow } from "../controls/slow.ts";
import { Spinner } from "../controls/spinner.tsx";
import { useWords } from "../words/use-words.tsx";
import { usePageTitle } from "./page-title.ts";

/** A page inside the shell: heading, what can be done, and content that scrolls. */
export function Page({
  title,
  intro,
  actions,
  wide = false,
  children,
}: {
  title: string;
  intro?: string;
  actions?: ReactNode;
  /** `full`: as wide as there is room. */
  wide?: boolean | "full";
  children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <div className="relative min-h-0 grow overflow-y-auto print:overflow-visible">
      <div
        className={`mx-auto flex flex-col gap-5 px-4 py-4 md:px-6 ${wide === "full" ? "max-w-440" : wide ? "max-w-6xl" : "max-w-4xl"}`}
      >
        <header className="flex flex-wrap items-center gap-2">
          <h1 className="grow text-lg font-semibold">{title}</h1>
          {actions}
          {intro && <p className="w-full text-muted">{intro}</p>}
        </header>
        {children}
      </div>
    </div>
  );
}

/** One part of a page, with its heading. */
export function Part({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="grow text-md font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Says that something is on its way, or that it did not come; then what to do. */
export function Arriving({ query }: { query: { isError: boolean; refetch: () => unknown; isPending: boolean } }) {
  const w = useWords();
  const slow = useSlow(query.isPending);
  if (query.isError) {
    return (
      <p role="alert">
        {w.broken}{" "}
        <button type="button" className="text-accent-text underline" onClick={() => void query.refetch()}>
          {w.tryAgain}
        </button>
      </p>
    );
  }
  return slow ? (
    <p role="status" className="flex items-center gap-2 text-muted">
      <Spinner /> {w.loading}
    </p>
  ) : null;
}
