import { Title } from "./title.tsx";

/** One thing to say, and at most one thing to do. */
export function NoticePage(props: { title: string; text: string; action?: string; onAction?: () => void }) {
  const act = (): void => props.onAction?.();
  return (
    <section class="card narrow">
      <Title>{props.title}</Title>
      <p>{props.text}</p>
      {props.action !== undefined && (
        <button type="button" class="button button-primary button-wide" onClick={act}>
          {props.action}
        </button>
      )}
    </section>
  );
}
