/** Names that Windows takes for devices, whatever ending follows. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;
/** Files that a system acts on by itself when they lie in a folder that is looked at. */
const ACTED_ON = /^(?:desktop\.ini|autorun\.inf|thumbs\.db|folder\.htt)$/i;
// Controls, what turns or hides the text around it, and half characters: a name must be what it looks like.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const FORBIDDEN = /[<>:"/\\|?*]/g;
const MOST_BYTES = 180;

/**
 * A name that is only a name: one segment, of characters every system takes, with its ending kept [X20]. It does not climb
 * out of a folder, is no device, is not hidden, and no system acts on it by itself.
 */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).findLast((part) => !/^[.\s\p{Cc}\p{Cf}]*$/u.test(part)) ?? "";
  const plain = last
    .replace(UNSEEN, "")
    .normalize("NFC")
    .replace(FORBIDDEN, "_")
    .replace(/\p{Zs}/gu, " ")
    .trim()
    // Windows drops these at the end, so that the name would be another one there.
    .replace(/[. ]+$/, "")
    .replace(/^\.+/, "_");
  const [stem, ending] = splitEnding(plain);
  if (stem === "") return "file";
  const guarded = DEVICE.test(plain.split(".")[0]?.trim() ?? "") || ACTED_ON.test(plain) ? `_${stem}` : stem;
  return fitting(guarded, ending);
}

/** The same name for the `nth` file of that name: `report (2).pdf`. */
export function numberedName(name: string, nth: number): string {
  if (nth === 1) return name;
  const [stem, ending] = splitEnding(name);
  return `${stem} (${nth})${ending}`;
}

function splitEnding(name: string): [stem: string, ending: string] {
  const [, stem = name, ending = ""] = /^(.+?)((?:\.tar)?\.[^.\s]{1,16})$/.exec(name) ?? [];
  return [stem, ending];
}

function fitting(stem: string, ending: string): string {
  const bytes = (text: string): number => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, "x").length;
  let fits = stem;
  while (bytes(fits + ending) > MOST_BYTES) fits = fits.replace(/.$/su, "");
  return fits.trimEnd() + ending;
}
