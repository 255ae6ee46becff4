import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { call, Refused } from "../calls/call.ts";
import { Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

/** What a try-out showed: which claims came, and what would follow. */
export function Trial({ id }: { id: string }) {
  const w = useWords();
  const words = w.companySignIn;
  const trial = useQuery({
    queryKey: ["companySignInTrial", id],
    queryFn: () => call(CALLS.readCompanySignInTrial, { params: { id } }),
  });
  const over = trial.error instanceof Refused && trial.error.refusal.reason === "notFound";
  if (over) return <p role="status">{words.triedOver}</p>;
  if (!trial.data) return null;
  const { problem, detail, claims, follows } = trial.data;
  return (
    <Part title={words.tried}>
      <div className="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
        <div role="status" className="flex flex-col gap-1">
          {problem === null ? (
            <p className="font-medium">{words.triedWell}</p>
          ) : (
            <p className="font-medium text-danger-text">{words.problems[problem]}</p>
          )}
          {follows && (
            <p>
              {follows.is === "new"
                ? words.wouldBeMade(follows.name, follows.email, w.roles[follows.role])
                : words.comesIn(follows.name, follows.email, w.roles[follows.role])}{" "}
              {follows.roleBefore !== null &&
                follows.roleBefore !== follows.role &&
                words.wasBefore(w.roles[follows.roleBefore])}
            </p>
          )}
        </div>
        {detail !== "" && (
          <div>
            <p className="text-muted">{words.said}</p>
            <p className="font-mono text-xs break-words">{detail}</p>
          </div>
        )}
        {claims.length > 0 && (
          <table className="w-full table-fixed text-left">
            <caption className="pb-1 text-left text-muted">{words.claims}</caption>
            <thead>
              <tr className="border-b border-line text-xs text-muted">
                <th scope="col" className="w-2/5 py-1 pr-3 font-medium">
                  {words.claim}
                </th>
                <th scope="col" className="py-1 font-medium">
                  {words.value}
                </th>
              </tr>
            </thead>
            <tbody>
              {claims.map(({ name, value }) => (
                <tr key={name} className="border-b border-line align-top last:border-0">
                  <th scope="row" className="py-1 pr-3 font-mono text-xs font-normal break-words">
                    {name}
                  </th>
                  <td className="py-1 font-mono text-xs break-words">{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Part>
  );
}
