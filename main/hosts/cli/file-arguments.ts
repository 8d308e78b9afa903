/** Into which files rows go, and how, in words. */
import { bad } from './words.ts';

/** How a CSV is written. */
export interface CsvForm {
  readonly bom: boolean;
  readonly rawTimes: boolean;
}

/** @throws AppError `bad_arguments` for a form without a file */
export function csvFormOf(values: { readonly csv?: string; readonly 'no-bom'?: boolean; readonly 'raw-times'?: boolean }): CsvForm {
  const { csv, 'no-bom': noBom = false, 'raw-times': rawTimes = false } = values;
  if (csv === undefined && (noBom || rawTimes)) throw bad('--no-bom and --raw-times are for --csv FILE.');
  return { bom: !noBom, rawTimes };
}

/** Whether the workbook has a sheet `Summary`. @throws AppError `bad_arguments` without a workbook */
export function summaryOf({ xlsx, summary = false }: { readonly xlsx?: string; readonly summary?: boolean }): boolean {
  if (summary && xlsx === undefined) throw bad('--summary is for --xlsx FILE.');
  return summary;
}
