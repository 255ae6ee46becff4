import { createContext, use } from "react";

/** What pages may open in the frame around them. */
export type ShellActs = { newCase: () => void; keys: () => void; palette: () => void };

export const ShellContext = createContext<ShellActs | null>(null);

/** The frame's own acts. */
export function useShell(): ShellActs {
  const shell = use(ShellContext);
  if (!shell) throw new Error("the shell is used outside of itself");
  return shell;
}
