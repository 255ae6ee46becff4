import type { Opening, VisitSession } from "@beckon/customer/customer-state.ts";
import { useWords } from "../surroundings.ts";
import { Icon } from "../views/icon.tsx";
import { useValue } from "./use-value.ts";

/** What becomes of a recording, before the customer allows it [R19]. */
export function RecordingQuestion({ opening }: { opening: Opening }) {
  const { recording } = useWords().session;
  const { expert, recordings } = opening;
  const keep = recordings.keep === "server" ? "server" : "expert";
  return (
    <p>
      {recording.asks[keep](expert.name, expert.company, recordings.days)} {recording.endable}
    </p>
  );
}

/** Says all the while that a recording is made [R19]. */
export function RecordingSign({ remote, opening }: { remote: VisitSession; opening: Opening }) {
  const { recording } = useWords().session;
  const { expert, recordings } = opening;
  const on = useValue(remote, "recording");
  const keep = recordings.keep === "server" ? "server" : "expert";
  if (!on) return null;
  return (
    <p class="recording" role="alert">
      <Icon name="record" /> <span>{recording.on[keep](expert.name, expert.company, recordings.days)}</span>
    </p>
  );
}
