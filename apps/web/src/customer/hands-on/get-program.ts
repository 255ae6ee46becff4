import type { ProgramOffer, ProgramSystem } from "@beckon/protocol/program.ts";
import { nameProgram, ownerPath, TAR_END_BYTES, tarEntry } from "@beckon/protocol/program.ts";

/** The program this computer can run; undefined on phones, on tablets, and where nobody can tell. */
export function systemHere(userAgent: string, touchPoints: number): ProgramSystem | undefined {
  if (/Android|iPhone|iPad|CrOS/.test(userAgent)) return undefined;
  if (userAgent.includes("Windows")) return "windows-x64";
  // An iPad says that it is a Mac, but is touched with more than one finger.
  if (userAgent.includes("Macintosh")) return touchPoints > 1 ? undefined : "macos-arm64";
  return /Linux|X11/.test(userAgent) && !/aarch64|armv/.test(userAgent) ? "linux-x64" : undefined;
}

/**
 * Saves the program for the case that `move` leads to. The secret never leaves this browser but in the file itself: in its
 * name for Windows, beside the program in the archive for others [M9, X11]. Rejects when the server does not give it.
 */
export async function saveProgram(offer: ProgramOffer, module: string, move: string): Promise<void> {
  const owner = { server: location.origin, module, move };
  const address = `/m/${module}/download/${offer.system}?part=program`;
  if (offer.system === "windows-x64") return save(address, `${nameProgram(owner)}.exe`);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  const entry = tarEntry(ownerPath(offer.system), 0o600, new TextEncoder().encode(`${JSON.stringify(owner)}\n`));
  const ending = new Blob([entry, new Uint8Array(TAR_END_BYTES)]).stream().pipeThrough(new CompressionStream("gzip"));
  const archive = new Blob([await response.blob(), await new Response(ending).blob()], { type: "application/gzip" });
  const url = URL.createObjectURL(archive);
  save(url, `${nameProgram({ server: owner.server, module })}.tar.gz`);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
