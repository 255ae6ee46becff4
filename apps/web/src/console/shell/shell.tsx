import { Dialog as Base } from "@base-ui/react/dialog";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { AvailabilityControl } from "../availability/availability-control.tsx";
import { AwayBanner } from "../availability/away-banner.tsx";
import { IconButton } from "../controls/button.tsx";
import { NewCaseDialog } from "../case/new-case-dialog.tsx";
import { useWords } from "../words/use-words.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { LinkBanner } from "./link-banner.tsx";
import { Palette } from "./palette.tsx";
import { ShellContext } from "./shell-context.ts";
import { Sidebar } from "./sidebar.tsx";
import { useKeys } from "./use-keys.ts";

/** The console's frame: sidebar, banner, the page, and the dialogs that open from anywhere. */
export function Shell() {
  const w = useWords();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"palette" | "keys" | "newCase" | "menu" | null>(null);
  const close = () => setOpen(null);
  useKeys({
    "mod+k": () => setOpen("palette"),
    "?": () => setOpen("keys"),
    n: () => setOpen("newCase"),
  });
  return (
    <ShellContext
      value={{ newCase: () => setOpen("newCase"), keys: () => setOpen("keys"), palette: () => setOpen("palette") }}
    >
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-2">
        {w.nav.skip}
      </a>
      <div className="flex h-dvh flex-col print:block print:h-auto">
        <LinkBanner />
        <AwayBanner />
        <div className="flex min-h-0 grow print:block">
          <div className="hidden w-64 shrink-0 md:flex print:hidden">
            <Sidebar />
          </div>
          <div className="flex min-w-0 grow flex-col md:py-2 md:pr-2 print:block">
            <div className="flex items-center gap-1 px-2 pt-2 md:hidden print:hidden">
              <IconButton label={w.nav.menu} icon="menu" onPress={() => setOpen("menu")} />
              <IconButton label={w.keys.palette} icon="search" onPress={() => setOpen("palette")} />
              <header className="ml-auto flex min-w-0">
                <AvailabilityControl />
              </header>
            </div>
            <main
              id="content"
              tabIndex={-1}
              className="flex min-h-0 min-w-0 grow flex-col overflow-hidden bg-surface outline-none md:rounded-md md:border md:border-line print:block print:overflow-visible print:border-0"
            >
              <Outlet />
            </main>
          </div>
        </div>
      </div>
      {open === "menu" && (
        <Base.Root open onOpenChange={(still) => !still && close()}>
          <Base.Portal>
            <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
            <Base.Popup
              aria-label={w.nav.label}
              onClick={(event) => event.target instanceof Element && event.target.closest("a") && close()}
              className="fixed inset-y-0 left-0 z-50 flex w-64 bg-ground outline-none"
            >
              <Sidebar />
            </Base.Popup>
          </Base.Portal>
        </Base.Root>
      )}
      {open === "palette" && <Palette onClose={close} />}
      {open === "keys" && <KeysDialog onClose={close} />}
      {open === "newCase" && (
        <NewCaseDialog
          onClose={close}
          onOpen={(caseId) => {
            close();
            void navigate({ to: "/console/queue/$caseId", params: { caseId } });
          }}
        />
      )}
    </ShellContext>
  );
}
