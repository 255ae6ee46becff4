import { useEffect } from "preact/hooks";
import type { CustomerState } from "@beckon/customer/customer-state.ts";
import { useSurroundings } from "../surroundings.ts";
import { CasePage } from "./case-page.tsx";
import { InvitationPage } from "./invitation-page.tsx";
import { JoinPage } from "./join-page.tsx";
import { ModulePage } from "./module-page.tsx";
import { NoticePage } from "./notice-page.tsx";

/** The view of where the customer is. */
export function PageView({ state }: { state: CustomerState }) {
  const { store, words, desktop } = useSurroundings();
  const { page } = state;
  switch (page.is) {
    case "loading":
      return <Loading />;
    case "join":
      return <JoinPage />;
    case "invitation":
      return <InvitationPage invitation={page.invitation} />;
    case "module":
      return <ModulePage module={page.module} />;
    case "moduleUnknown":
      return <NoticePage key="unknown" title={words.module.unknownTitle} text={words.module.unknown} />;
    case "unreachable":
      return <Unreachable />;
    case "case":
      return <CasePage state={state} current={page.case} />;
    case "left":
      return (
        <NoticePage
          key="left"
          title={words.waiting.leftTitle}
          text={words.waiting.left}
          action={words.waiting.comeBack}
          onAction={() => void store.resume()}
        />
      );
    case "gone":
      return (
        <NoticePage
          key="gone"
          title={words.gone.title}
          text={words.gone.text}
          action={words.gone.home}
          onAction={() => (store.hasModule ? store.startAnew() : store.otherCode())}
        />
      );
    case "elsewhere":
      return state.moving ? (
        <NoticePage key="moved" title={words.handsOn.movedTitle} text={words.handsOn.moved} />
      ) : (
        <NoticePage
          key="elsewhere"
          title={words.elsewhere.title}
          text={words.elsewhere.text}
          action={words.elsewhere.take}
          onAction={() => void store.resume()}
        />
      );
    case "outdated":
      return desktop ? (
        <NoticePage key="outdated" title={desktop.words.program.outdated} text={desktop.words.program.outdatedText} />
      ) : (
        <NoticePage
          key="outdated"
          title={words.outdated.title}
          text={words.outdated.text}
          action={words.outdated.reload}
          onAction={() => location.reload()}
        />
      );
  }
}

function Loading() {
  const { words } = useSurroundings();
  return <output class="loading">{words.loading}</output>;
}

function Unreachable() {
  const { store, words } = useSurroundings();
  useEffect(() => {
    const timer = setInterval(() => void store.retryModule(), 5000);
    return () => clearInterval(timer);
  }, [store]);
  return (
    <NoticePage
      title={words.module.unreachableTitle}
      text={words.module.unreachable}
      action={words.module.retry}
      onAction={() => void store.retryModule()}
    />
  );
}
