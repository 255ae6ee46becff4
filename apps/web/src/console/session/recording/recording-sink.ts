import { downloadSink } from "../files/choose-sink.ts";
import type { RecordingSink } from "./record.ts";

/** Where this case's recording goes: a download of the expert's browser. */
export async function openRecordingSink(_caseId: string, name: string): Promise<RecordingSink> {
  return await downloadSink(name);
}
