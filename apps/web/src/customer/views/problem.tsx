import { sayRefusal } from "../../ui/refusals.ts";
import { useCustomerState, useSurroundings } from "../surroundings.ts";

/** Why the last thing asked for was not done, in words. */
export function Problem() {
  const { store, words } = useSurroundings();
  const { problem } = useCustomerState(store);
  return <div role="alert">{problem && <p class="problem">{sayRefusal(words.refusals, problem, Date.now())}</p>}</div>;
}
