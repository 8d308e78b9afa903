/** Words of the result, in a file for each thing that they are about. */
import { chartTexts as chart } from './chart-texts.ts';
import { exportTexts as toFile } from './export-texts.ts';
import { filterTexts as filter } from './filter-texts.ts';
import { gridTexts as grid } from './grid-texts.ts';
import { noRowsTexts as noRows } from './no-rows-texts.ts';

export const texts = {
  en: { ...grid.en, ...filter.en, ...chart.en, ...toFile.en, ...noRows.en },
  ja: { ...grid.ja, ...filter.ja, ...chart.ja, ...toFile.ja, ...noRows.ja },
} as const;
