import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sayRefusal } from "../../ui/refusals.ts";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";
import { call, Refused } from "./call.ts";

/** The company's groups with their members. */
export function useGroups() {
  return useQuery({ queryKey: ["groups"], queryFn: () => call(CALLS.listGroups), select: ({ groups }) => groups });
}

/** The company's people. */
export function usePeople() {
  return useQuery({ queryKey: ["people"], queryFn: () => call(CALLS.listPeople), select: ({ people }) => people });
}

/** The company's modules with all their settings. */
export function useModules() {
  return useQuery({ queryKey: ["modules"], queryFn: () => call(CALLS.listModules), select: ({ modules }) => modules });
}

/**
 * Does something by calls and reads the named lists anew. Refusals are told in words; the answer is undefined then.
 */
export function useDo(): <T>(what: () => Promise<T>, ...lists: string[]) => Promise<T | undefined> {
  const w = useWords();
  const queries = useQueryClient();
  return async (what, ...lists) => {
    try {
      return await what();
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      tell(sayRefusal(w.refusals, reason.refusal, Date.now()), true);
      return undefined;
    } finally {
      for (const list of lists) void queries.invalidateQueries({ queryKey: [list] });
    }
  };
}
