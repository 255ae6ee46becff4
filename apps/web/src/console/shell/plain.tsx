import type { ReactNode } from "react";
import { LanguageMenu } from "./language-menu.tsx";
import { Mark } from "./mark.tsx";

/** A page outside of the shell: one narrow column with a heading. */
export function Plain({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-4 py-3">
        <span className="flex items-center gap-2 font-semibold">
          <Mark /> Beckon
        </span>
        <LanguageMenu />
      </header>
      <main className="mx-auto flex w-full max-w-sm grow flex-col gap-4 px-4 pt-[8dvh] pb-10">
        <h1 className="text-xl font-semibold">{title}</h1>
        {children}
      </main>
    </div>
  );
}
