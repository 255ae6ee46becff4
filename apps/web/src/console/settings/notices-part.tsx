import { Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { NoticeSettings } from "./notice-settings.tsx";

/** How one is told of cases. */
export function NoticesPart() {
  const w = useWords();
  return (
    <Part title={w.notices.title}>
      <NoticeSettings />
    </Part>
  );
}
