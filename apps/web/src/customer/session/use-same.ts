import { useRef } from "preact/hooks";

/** The very list of before, while what is in it is the same. */
export function useSame<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  const same = kept.current.length === list.length && kept.current.every((one, at) => one === list[at]);
  if (!same) kept.current = list;
  return kept.current;
}
