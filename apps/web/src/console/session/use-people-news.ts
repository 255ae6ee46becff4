import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useRef } from "react";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";

/** Says in the corner who comes into the session and who goes, and when the case was handed to this person [R23]. */
export function usePeopleNews(session: RemoteSession, colleague: boolean): void {
  const w = useWords();
  useEffect(() => {
    let before = session.get("people");
    return session.on("people", (people) => {
      const isIn = (list: typeof people, name: string) => list.some((person) => person.name === name);
      // The first list is no news: it says who was there before.
      if (before.length > 0) {
        for (const { name } of people) if (!isIn(before, name)) tell(w.people.came(name));
        for (const { name } of before) if (!isIn(people, name)) tell(w.people.went(name));
      }
      before = people;
    });
  }, [session, w]);
  const was = useRef(colleague);
  useEffect(() => {
    if (was.current && !colleague) tell(w.people.yours);
    was.current = colleague;
  }, [colleague, w]);
}
