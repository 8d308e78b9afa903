/** Words of what is to be done for Nagare's own table, and of what is there already. */
import type { WorkgroupDifference } from '../../../../main/flowlogs/workgroup-differences.ts';

const en = {
  willDo: 'What is done, in this order',
  there: 'What is there',
  nothingToDo: 'All of it is there already: nothing is to be done.',
  ddl: 'Statements for Athena',
  byHint: 'By Athena: these statements are run, which costs nothing. As a stack: CloudFormation makes the same.',
  extendHint:
    'Athena runs this statement, which costs nothing. Where a stack or Terraform made the table, set the same there: its next update would take it back.',
  // the workgroup that is there
  workgroup: (name: string, limit: string, results: string) =>
    `The workgroup ${name} is there already and stays as it is: ${limit}, ${results}.`,
  limit: (size: string) => `limit ${size}`,
  noLimit: 'no limit',
  results: (location: string) => `results in ${location}`,
  noResults: 'no place for results',
  keptResults: 'results kept by Athena',
  differences: {
    no_limit: () => 'Without a limit no query is stopped, however much it scans.',
    other_limit: (chosen: string) => `Its limit holds, not the one chosen (${chosen}).`,
    no_results: () => 'The place that was chosen is used for these statements; queries will ask for one.',
    other_results: () => 'Results go to its place, not to the one chosen.',
    keeps_results: () => 'Athena keeps its results; nothing is put in the place that was chosen.',
  } as Readonly<Record<WorkgroupDifference, (chosen: string) => string>>,
  noLimitChosen: 'none',
  // the table that is there
  adds: (what: string) => `The table is there already, and from then on also reads: ${what}.`,
  keeps: (what: string) => `It goes on reading what was not chosen: ${what}. Nothing is taken from it.`,
  accounts: (list: string) => `accounts ${list}`,
  regions: (list: string) => `regions ${list}`,
  since: (year: string) => `logs from ${year} on`,
  and: '; ',
};

const ja: typeof en = {
  willDo: '次の順に実行します',
  there: '作成済みのもの',
  nothingToDo: 'すべて作成済みです。実行することはありません。',
  ddl: 'Athena のステートメント',
  byHint: 'Athena で作成: このステートメントを実行します（料金はかかりません）。スタック: 同じものを CloudFormation で作成します。',
  extendHint:
    'Athena がこのステートメントを実行します（料金はかかりません）。表をスタックや Terraform で作成した場合は、そちらにも同じ設定をしてください。しないと、次の更新で元に戻ります。',
  workgroup: (name, limit, results) => `ワークグループ ${name} は作成済みのため、設定は変わりません: ${limit}、${results}`,
  limit: (size) => `上限 ${size}`,
  noLimit: '上限なし',
  results: (location) => `結果の保存先 ${location}`,
  noResults: '結果の保存先なし',
  keptResults: '結果は Athena が保持',
  differences: {
    no_limit: () => '上限がないため、スキャン量が多くてもクエリは停止されません。',
    other_limit: (chosen) => `選択した上限（${chosen}）ではなく、ワークグループの上限が適用されます。`,
    no_results: () => '選択した保存先は、このステートメントにだけ使われます。クエリのときは別に指定が必要です。',
    other_results: () => '結果は、選択した場所ではなくワークグループの保存先に書き込まれます。',
    keeps_results: () => '結果は Athena が保持し、選択した場所には保存されません。',
  },
  noLimitChosen: 'なし',
  adds: (what) => `作成済みの表の対象に追加します: ${what}`,
  keeps: (what) => `選択していない次の対象も、そのまま残ります: ${what}`,
  accounts: (list) => `アカウント ${list}`,
  regions: (list) => `リージョン ${list}`,
  since: (year) => `${year} 年以降のログ`,
  and: '、',
};

export const texts = { en, ja } as const;
export type PlanTexts = typeof en;
