/** In what a workgroup that is there is not as it was chosen. Pure; the page and the terminal put it in words. */
import type { TableChoice, WorkgroupSettings } from '../../preload/contract/integration.ts';

export type WorkgroupDifference =
  /** It has none, whatever was chosen: queries are not stopped. */
  | 'no_limit'
  | 'other_limit'
  /** It names none: each statement has to. */
  | 'no_results'
  | 'other_results'
  /** Athena keeps the results itself. */
  | 'keeps_results';

/** Its limit first. */
export function workgroupDifferences(
  { bytesLimit, resultLocation, keepsResults }: WorkgroupSettings,
  chosen: Pick<TableChoice, 'bytesLimit' | 'resultLocation'>,
): readonly WorkgroupDifference[] {
  const folder = (location: string) => location.replace(/\/*$/, '/');
  const found: WorkgroupDifference[] = [];
  if (bytesLimit === null) found.push('no_limit');
  else if (bytesLimit !== chosen.bytesLimit) found.push('other_limit');
  if (keepsResults) found.push('keeps_results');
  else if (resultLocation === null) found.push('no_results');
  else if (folder(resultLocation) !== folder(chosen.resultLocation)) found.push('other_results');
  return found;
}
