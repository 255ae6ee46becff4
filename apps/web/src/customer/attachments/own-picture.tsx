import { useEffect, useState } from "preact/hooks";
import { OWN_PICTURE_PATH } from "@beckon/protocol/attachments.ts";

/** The picture that was made of an attachment; until it is here, and where it cannot be had, an empty place. */
export function OwnPicture({ id, secret }: { id: string; secret: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void load(id, secret).then((blob) => {
      if (gone || !blob) return;
      made = URL.createObjectURL(blob);
      setAddress(made);
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [id, secret]);
  return <span class="thumb">{address !== undefined && <img src={address} alt="" />}</span>;
}

async function load(id: string, secret: string): Promise<Blob | undefined> {
  try {
    const headers = { authorization: `Bearer ${secret}` };
    const response = await fetch(OWN_PICTURE_PATH.replace(":id", id), { headers });
    return response.ok ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}
