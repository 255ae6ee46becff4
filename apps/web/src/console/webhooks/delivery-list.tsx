import { parseSessionCode, showSessionCode } from "@beckon/domain/session-code.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { DeliveryRecord } from "@beckon/protocol/webhooks.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { tell } from "../controls/notices.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

/** What was sent to one address, newest first, with what came of it [W14]. */
export function DeliveryList({ webhookId, name }: { webhookId: string; name: string }) {
  const words = useWords().webhooks;
  const pages = useInfiniteQuery({
    queryKey: ["deliveries", webhookId],
    queryFn: ({ pageParam }) =>
      call(CALLS.listDeliveries, { params: { id: webhookId }, query: pageParam === "" ? {} : { before: pageParam } }),
    initialPageParam: "",
    getNextPageParam: ({ deliveries, more }) => (more ? deliveries.at(-1)?.id : undefined),
    refetchInterval: 3_000,
  });
  if (!pages.data) return <Arriving query={pages} />;
  const all = pages.data.pages.flatMap(({ deliveries }) => deliveries);
  if (all.length === 0) return <p className="px-3 text-muted">{words.noDeliveries}</p>;
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={`${words.deliveries}: ${name}`} className="divide-y divide-line rounded-md bg-sunken">
        {all.map((each) => (
          <Delivery key={each.id} webhookId={webhookId} delivery={each} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div>
          <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  );
}

function Delivery({ webhookId, delivery }: { webhookId: string; delivery: DeliveryRecord }) {
  const w = useWords();
  const words = w.webhooks;
  const act = useDo();
  const { id, kind, code, state, madeAt, nextAt, attempts, last } = delivery;
  const parsed = code === null ? undefined : parseSessionCode(code);
  const what = `${kind === "test" ? words.test : words.kinds[kind]}${parsed ? ` · ${showSessionCode(parsed)}` : ""}`;
  const reasons: Readonly<Record<string, string>> = words.reasons;
  const came =
    last &&
    (last.status > 0
      ? words.answered(last.status, `${w.f.number(last.tookMs)} ms`)
      : words.unanswered(reasons[last.answer] ?? last.answer));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 grow basis-60">
        <p>
          <span className={`font-medium ${state === "failed" ? "text-danger-text" : ""}`}>{words.states[state]}</span> ·{" "}
          {what}
        </p>
        <p className="text-xs text-muted">
          {[
            w.f.date(madeAt),
            ...(attempts > 0 ? [words.attempts(attempts)] : []),
            ...(came ? [came] : []),
            ...(nextAt !== null && attempts > 0 ? [words.next(w.f.date(nextAt))] : []),
          ].join(" · ")}
        </p>
        {last && last.status > 0 && last.answer !== "" && (
          <details className="text-xs text-muted">
            <summary className="w-fit cursor-pointer">{words.answer}</summary>
            <pre className="pt-1 font-mono break-all whitespace-pre-wrap">{last.answer}</pre>
          </details>
        )}
      </div>
      {state !== "waiting" && (
        <Button
          aria-label={`${words.again}: ${what}`}
          onPress={async () => {
            const params = { id: webhookId, delivery: id };
            if (await act(() => call(CALLS.redeliver, { params }), "deliveries")) tell(words.sentAgain);
          }}
        >
          {words.again}
        </Button>
      )}
    </li>
  );
}
