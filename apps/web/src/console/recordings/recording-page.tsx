import { showSessionCode } from "@beckon/domain/session-code.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { RecordingViewing } from "@beckon/protocol/recordings.ts";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { call, Refused } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { codeOf } from "../case/code.ts";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { useQueuePart, useSayRefusal } from "../live/use-live.tsx";
import { Arriving, Page, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { EventList } from "./event-list.tsx";
import { canPlay, playRecording } from "./play-recording.ts";

/** One recording, played beside the timeline of what happened. Opening this page is a viewing, and in the audit log [R21]. */
export function RecordingPage() {
  const w = useWords();
  const say = useSayRefusal();
  const { recordingId } = useParams({ from: "/signed/shell/console/recordings/$recordingId" });
  // Each opening is one viewing: nothing asks for it again by itself.
  const viewing = useQuery({
    queryKey: ["viewing", recordingId],
    queryFn: () => call(CALLS.viewRecording, { params: { id: recordingId } }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (viewing.data) return <Shown viewing={viewing.data} />;
  return (
    <Page title={w.desktop.recording.player}>
      {viewing.error instanceof Refused ? (
        <p role="alert">{say(viewing.error.refusal)}</p>
      ) : (
        <Arriving query={viewing} />
      )}
    </Page>
  );
}

function Shown({ viewing }: { viewing: RecordingViewing }) {
  const w = useWords();
  const words = w.desktop.recording;
  const say = useSayRefusal();
  const { recording } = viewing;
  const people = useQueuePart("people");
  const video = useRef<HTMLVideoElement>(null);
  const [now, setNow] = useState(0);
  const [trouble, setTrouble] = useState<Refused | "unplayable" | null>(null);
  const playable = canPlay(viewing.media);
  const isEmpty = !viewing.pieces.some(({ at }) => at !== null);

  useEffect(() => {
    if (!video.current || !playable || isEmpty) return undefined;
    return playRecording(video.current, viewing, setTrouble);
  }, [viewing, playable, isEmpty]);

  function goTo(ms: number): void {
    if (video.current) video.current.currentTime = ms / 1000;
    setNow(ms);
  }

  const said = trouble instanceof Refused ? say(trouble.refusal) : trouble && words.unplayable;
  const problem = isEmpty ? words.empty : playable ? said : words.unplayable;
  const standing = recording.state === "whole" ? null : words[recording.state];
  return (
    <Page
      title={words.page(w.f.date(recording.startedAt))}
      wide
      actions={recording.mayDelete && <DeleteRecording viewing={viewing} />}
    >
      <p className="-mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted">
        <span>{words.by(people.get(recording.personId)?.name ?? w.somebodyGone)}</span>
        <Link
          to="/console/sessions/$caseId"
          params={{ caseId: viewing.caseId }}
          className="text-accent-text underline underline-offset-2"
        >
          {words.case(showSessionCode(codeOf(viewing)))}
        </Link>
        <span>{w.f.clock(recording.durationMs)}</span>
        <span>{w.f.bytes(recording.bytes)}</span>
        <span>{words.until(w.f.date(recording.keptUntil))}</span>
      </p>
      {standing && <p className="rounded-md bg-sunken px-3 py-2">{standing}</p>}
      {problem && (
        <p role="alert" className="text-danger-text">
          {problem}
        </p>
      )}
      <div className="flex flex-col gap-5 lg:flex-row">
        <div className="min-w-0 grow">
          <video
            ref={video}
            controls
            muted
            playsInline
            aria-label={words.player}
            className="aspect-video max-h-[75dvh] w-full rounded-md border border-line bg-black"
            onTimeUpdate={({ currentTarget }) => setNow(currentTarget.currentTime * 1000)}
          />
          <p className="mt-2 text-xs text-muted">
            {words.playerHint} {words.logged}
          </p>
        </div>
        <div className="lg:w-80 lg:shrink-0">
          <Part title={words.events}>
            <EventList events={viewing.events} now={now} onGoTo={goTo} />
          </Part>
        </div>
      </div>
    </Page>
  );
}

function DeleteRecording({ viewing }: { viewing: RecordingViewing }) {
  const w = useWords();
  const words = w.desktop.recording;
  const act = useDo();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button icon="trash" onPress={() => setAsking(true)}>
        {words.delete}
      </Button>
      {asking && (
        <Confirm
          title={words.deleteTitle}
          text={words.deleteText}
          act={w.delete}
          onClose={() => setAsking(false)}
          onYes={async () => {
            const params = { id: viewing.recording.id };
            const gone = await act(() => call(CALLS.deleteRecording, { params }), "recordings");
            if (gone === undefined) return setAsking(false);
            tell(words.deleted);
            await navigate({ to: "/console/sessions/$caseId", params: { caseId: viewing.caseId } });
          }}
        />
      )}
    </>
  );
}
