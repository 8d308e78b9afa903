/** What earlier drivers of a run left: each wrote under a name of its own, which carries its generation. */
import { rmSync } from 'node:fs';

/** Everything that may lie beside a partial file. */
export const PARTIAL_ENDS: readonly string[] = ['', '-journal', '-spill'];

/** Deletes the partial files of the generations before this one. @param pathOf of the partial file of one generation */
export function removeEarlierPartials(pathOf: (generation: number) => string, generation: number): void {
  for (let earlier = 1; earlier < generation; earlier++) {
    for (const end of PARTIAL_ENDS) {
      try {
        rmSync(pathOf(earlier) + end, { recursive: true, force: true });
      } catch {
        // Its process is not gone but asleep, and has it open (Windows): the next start's turn.
      }
    }
  }
}
