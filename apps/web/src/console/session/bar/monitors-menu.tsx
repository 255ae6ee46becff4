import type { Desktop } from "@beckon/session/session-values.ts";
import { useWords } from "../../words/use-words.tsx";
import { ToolPopover } from "./tool-button.tsx";

const CHOICE =
  "rounded-sm border border-edge bg-surface hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text";

/** Which of the customer's screens are seen, on a small map of how they stand. */
export function MonitorsMenu({ desktop, onShow }: { desktop: Desktop; onShow: (monitor: number | null) => void }) {
  const w = useWords();
  const { monitors, shown } = desktop;
  const right = Math.max(1, ...monitors.map(({ x, width }) => x + width));
  const bottom = Math.max(1, ...monitors.map(({ y, height }) => y + height));
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <ToolPopover icon="monitors" label={w.desktop.view.monitors}>
      {(close) => {
        const show = (monitor: number | null) => {
          onShow(monitor);
          close();
        };
        return (
          <>
            <div
              className="relative rounded-sm bg-sunken"
              style={{ aspectRatio: Math.min(8, Math.max(1 / 2, right / bottom)) }}
            >
              {monitors.map(({ id, name, x, y, width, height, scale, primary }, at) => (
                <button
                  key={id}
                  type="button"
                  aria-pressed={shown === id}
                  title={`${name} · ${width} × ${height}${scale === 1 ? "" : ` · ${w.desktop.line.percent(scale)}`}`}
                  onClick={() => show(id)}
                  className={`${CHOICE} absolute flex flex-col items-center justify-center overflow-hidden`}
                  style={{
                    left: percent(x, right),
                    top: percent(y, bottom),
                    width: percent(width, right),
                    height: percent(height, bottom),
                  }}
                >
                  <span className="block font-semibold">{w.desktop.view.monitor(at + 1)}</span>
                  <span className="block text-xs text-muted">
                    {width} × {height}
                    {primary && <span className="sr-only">, {w.desktop.view.primary}</span>}
                  </span>
                </button>
              ))}
            </div>
            <button
              type="button"
              aria-pressed={shown === null}
              onClick={() => show(null)}
              className={`${CHOICE} mt-2 h-8 w-full pointer-coarse:h-10`}
            >
              {w.desktop.view.all}
            </button>
          </>
        );
      }}
    </ToolPopover>
  );
}
