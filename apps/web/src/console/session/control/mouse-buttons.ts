/** Which button of a MouseEvent each bit of its `buttons` stands for. */
const BITS = [0, 2, 1, 3, 4] as const;

export type ButtonChange = { button: number; down: boolean };

/** What was pressed and let go between two states of a pointer's `buttons`: browsers tell further buttons as moves. */
export function buttonChanges(before: number, after: number): ButtonChange[] {
  return BITS.flatMap((button, bit) => {
    const [was, is] = [(before >> bit) & 1, (after >> bit) & 1];
    return was === is ? [] : [{ button, down: is === 1 }];
  });
}
