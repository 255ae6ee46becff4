import type { ReactNode } from "react";
import { Spinner } from "../controls/spinner.tsx";

/** What is said in the middle of the window while there is no picture, or over it. */
export function Stage({
  title,
  text,
  busy = false,
  children,
}: {
  title: string;
  text?: string | undefined;
  busy?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="grid min-h-0 grow place-items-center overflow-y-auto p-4">
      <div className="popup flex w-full max-w-md flex-col gap-3 p-5" role="status">
        <h2 className="flex items-center gap-2 text-lg font-semibold">
          {busy && <Spinner className="size-5" />}
          {title}
        </h2>
        {text && <p className="text-muted">{text}</p>}
        {children && <div className="mt-2 flex flex-wrap gap-2">{children}</div>}
      </div>
    </div>
  );
}
