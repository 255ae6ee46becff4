import type { SystemFacts } from "@beckon/protocol/peer.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { Button, IconButton } from "../../controls/button.tsx";
import { Confirm } from "../../controls/dialog.tsx";
import { tell } from "../../controls/notices.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";

/** What the customer's computer is and how it does; restarting it, and asking its system for more rights [R18]. */
export function ComputerPanel({ session }: { session: RemoteSession }) {
  const w = useWords();
  const privileges = useSessionValue(session, "privileges");
  const facts = useSessionValue(session, "system");
  const answer = useSessionValue(session, "systemAnswer");
  const [asking, setAsking] = useState(false);
  const mayAsk = privileges.includes("control");
  useEffect(() => {
    if (mayAsk) session.askSystem();
  }, [session, mayAsk]);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {privileges.includes("restart") ? (
          <Button icon="restart" onPress={() => setAsking(true)}>
            {w.desktop.computer.restart}
          </Button>
        ) : (
          <Button
            icon="restart"
            title={w.desktop.computer.mayNotRestart}
            onPress={() => {
              session.ask("restart");
              tell(w.desktop.rights.asked);
            }}
          >
            {w.desktop.computer.askRestart}
          </Button>
        )}
        {mayAsk && (
          <Button icon="elevate" title={w.desktop.computer.elevateHint} onPress={() => session.elevate()}>
            {w.desktop.computer.elevate}
          </Button>
        )}
      </div>
      {answer && (
        <p role="status" className="rounded-sm bg-sunken p-3">
          {w.desktop.computer.answers[answer.to][answer.outcome]}
        </p>
      )}
      {!mayAsk && <p className="text-muted">{w.desktop.computer.needsControl}</p>}
      {mayAsk && !facts && <p className="text-muted">{w.desktop.computer.loading}</p>}
      {facts && (
        <>
          <div className="flex items-center justify-between">
            <p className="text-xs text-muted">{w.desktop.computer.at(w.f.time(facts.at))}</p>
            {mayAsk && (
              <IconButton icon="restart" label={w.desktop.computer.refresh} onPress={() => session.askSystem()} />
            )}
          </div>
          <Facts facts={facts} />
        </>
      )}
      {asking && (
        <Confirm
          title={w.desktop.computer.restartTitle}
          text={w.desktop.computer.restartText}
          act={w.desktop.computer.restartYes}
          onYes={() => {
            session.restartComputer();
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Facts({ facts }: { facts: SystemFacts }) {
  const w = useWords();
  const c = w.desktop.computer;
  const { size } = w.desktop;
  const share = (load: number | null) => (load === null ? "–" : w.desktop.line.percent(load));
  return (
    <>
      <Table>
        <Row name={c.name}>{facts.computer}</Row>
        <Row name={c.system}>{facts.system}</Row>
        <Row name={c.person}>{facts.user}</Row>
        <Row name={c.processor}>
          {facts.processor} · {c.cores(facts.cores)}
        </Row>
        {facts.load !== null && <Row name={c.load}>{share(facts.load)}</Row>}
        <Row name={c.memory}>{c.free(facts.memory.free, facts.memory.total)}</Row>
        <Row name={c.uptime}>{w.f.span(facts.uptimeSeconds * 1000)}</Row>
      </Table>
      <Table title={c.disks} empty={facts.disks.length === 0}>
        {facts.disks.map((disk) => (
          <Row key={disk.name} name={disk.name}>
            {c.free(disk.free, disk.total)}
          </Row>
        ))}
      </Table>
      <Table title={c.network} empty={facts.network.length === 0}>
        {facts.network.map((card) => (
          <Row key={card.name} name={card.name}>
            {card.addresses.length === 0 ? c.noAddress : card.addresses.join(", ")}
          </Row>
        ))}
      </Table>
      <Table title={c.processes} empty={facts.processes.length === 0} heads={[c.process, c.load, c.memory]}>
        {facts.processes.map(({ pid, name, load, memory }) => (
          <tr key={pid} className="border-b border-line last:border-0">
            <td className="py-1 pr-2 break-all">{name}</td>
            <td className="py-1 pr-2 text-right">{share(load)}</td>
            <td className="py-1 text-right whitespace-nowrap">{size(memory)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function Table({
  title,
  heads,
  empty = false,
  children,
}: {
  title?: string;
  heads?: readonly string[];
  /** What the system does not tell is left out. */
  empty?: boolean;
  children: ReactNode;
}) {
  if (empty) return null;
  return (
    <table className="w-full table-auto text-left">
      {title && <caption className="mb-1 text-left font-semibold">{title}</caption>}
      {heads && (
        <thead>
          <tr className="text-xs text-muted">
            {heads.map((head, at) => (
              <th key={head} scope="col" className={`pr-2 pb-1 font-normal last:pr-0 ${at > 0 ? "text-right" : ""}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>{children}</tbody>
    </table>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="max-w-32 py-1 pr-3 align-top font-normal break-words text-muted">
        {name}
      </th>
      <td className="py-1 break-words">{children}</td>
    </tr>
  );
}
