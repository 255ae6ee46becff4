import { showSessionCode } from "@beckon/domain/session-code.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { useId, useState } from "react";
import { isLanguage, LANGUAGE_NAMES } from "../../ui/language.ts";
import { buttonLook } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { Icon } from "../controls/icon.tsx";
import { QrCode } from "../controls/qr-code.tsx";
import { useMe } from "../live/use-live.tsx";
import { useSpoken } from "../words/use-words.tsx";
import { codeOf } from "./code.ts";
import { invitationMail } from "./invitation-mail.ts";

/** All ways to bring the customer in: code, link, QR code, and an e-mail in their language. */
export function Invite({
  card,
  joinUrl,
  deviceLanguage,
}: {
  card: Pick<CaseCard, "code" | "customerName" | "customerEmail" | "validUntil">;
  joinUrl: string;
  deviceLanguage: string | null;
}) {
  const { words: w, language: mine } = useSpoken();
  const me = useMe();
  const selectId = useId();
  const theirs = deviceLanguage?.toLowerCase().split("-")[0] ?? mine;
  const [language, setLanguage] = useState<Language>(isLanguage(theirs) ? theirs : mine);
  const code = showSessionCode(codeOf(card));
  const mail = invitationMail(language, {
    customer: card.customerName,
    expert: me.name,
    company: me.company.name,
    code,
    link: joinUrl,
    validUntil: card.validUntil,
  });
  const address = encodeURIComponent(card.customerEmail);
  const href = `mailto:${address}?subject=${encodeURIComponent(mail.subject)}&body=${encodeURIComponent(mail.body)}`;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-4">
        <QrCode text={joinUrl} label={w.case.qr} />
        <div className="flex min-w-0 flex-col gap-2">
          <span className="font-mono text-lg font-semibold">{code}</span>
          <a href={joinUrl} className="text-accent-text break-all underline" target="_blank" rel="noopener">
            {joinUrl}
          </a>
          <CopyButton text={joinUrl} label={w.copyLink} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={selectId} className="text-muted">
          {w.case.mailLanguage}
        </label>
        <select
          id={selectId}
          value={language}
          onChange={(event) => isLanguage(event.target.value) && setLanguage(event.target.value)}
          className="field-box w-auto"
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each}>
              {LANGUAGE_NAMES[each]}
            </option>
          ))}
        </select>
      </div>
      <p lang={language} className="rounded-sm bg-sunken p-3 text-xs break-words whitespace-pre-wrap">
        {mail.body}
      </p>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={`${mail.subject}\n\n${mail.body}`} label={w.case.copyMail} />
        <a href={href} className={buttonLook("plain")}>
          <Icon name="open" /> {w.case.sendMail}
        </a>
      </div>
    </div>
  );
}
