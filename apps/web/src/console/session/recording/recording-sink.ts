import type { RecordingPolicy } from "@beckon/domain/recording.ts";
import { downloadSink } from "../files/choose-sink.ts";
import { makeWebmIndex } from "./index-webm.ts";
import type { RecordingSink } from "./record.ts";
import { openUpload } from "./upload-recording.ts";

/** Where this case's recording goes, as the customer was told [R19]: to the server, or a download of the expert's browser. */
export async function openRecordingSink(
  told: RecordingPolicy,
  { caseId, name, media }: { caseId: string; name: string; media: string },
): Promise<RecordingSink> {
  return told.keep === "server" ? await openUpload(caseId, media, told.days) : await savedSink(name);
}

async function savedSink(name: string): Promise<RecordingSink> {
  const index = makeWebmIndex();
  const sink = await downloadSink(name, index.into);
  return {
    async write(bytes) {
      await sink.write(bytes);
      index.push(bytes);
    },
    finish: () => sink.finish(),
  };
}
