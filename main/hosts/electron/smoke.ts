/** `--smoke`: does the package work at all? The page loads and talks to main, a query runs, a workbook is written. */
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../../preload/contract/bridge.ts';
import type { QueryForm } from '../../../preload/contract/query.ts';
import type { App } from '../../app.ts';
import { emptyForm } from '../../flowlogs/form.ts';

const POLL_MS = 50;

/** 2022-11-28 03:15 to 03:30 UTC: hundreds of records in the sample. */
const tenRows: QueryForm = { ...emptyForm(1_669_605_300, 1_669_606_200, 'UTC'), limit: 10 };

export interface SmokePorts {
  readonly app: Pick<App, 'handlers' | 'job'>;
  /** Runs a script in the page. */
  inPage(script: string): Promise<unknown>;
  /** Where the export goes; what `chooseTarget` answers. */
  readonly target: string;
}

/** Resolves to the workbook's size in bytes. @throws Error that says what does not work */
export async function smoke({ app, inPage, target }: SmokePorts): Promise<number> {
  await pageTalks(inPage);
  let run = await app.handlers['run.start']({ source: { kind: 'sample' }, query: { type: 'form', form: tenRows } });
  while (run.state !== 'saved') {
    if (run.state === 'failed' || run.state === 'cancelled') throw new Error(`the run ended as ${run.state}: ${run.error?.message ?? ''}`);
    await sleep(POLL_MS);
    run = await app.handlers['run.read']({ runId: run.id });
  }
  const { rowCount } = await app.handlers['result.columns']({ runId: run.id });
  if (rowCount !== 10) throw new Error(`the run has ${rowCount} rows, not 10`);

  const { job } = await app.handlers['export.start']({
    runId: run.id,
    format: 'xlsx',
    zone: 'UTC',
    view: { filters: [], sort: null },
    columns: null,
    language: 'en',
    fileName: 'smoke.xlsx',
  });
  if (job === null) throw new Error('the export was not started');
  let state = job;
  while (state.state === 'running') {
    await sleep(POLL_MS);
    state = app.job(job.id) ?? state;
  }
  if (state.state !== 'done') throw new Error(`the export ended as ${state.state}: ${state.error?.message ?? ''}`);
  return statSync(target).size;
}

/** One call through preload, ipc and dispatcher; and no Node in the page. */
async function pageTalks(inPage: (script: string) => Promise<unknown>): Promise<void> {
  const seen = await inPage(`typeof require + ' ' + typeof process + ' ' + Object.keys(window.nagare ?? {}).sort()`);
  if (seen !== 'undefined undefined onEvent,request') throw new Error(`the page sees more or less than the bridge: ${String(seen)}`);
  const answer = (await inPage(`window.nagare.request('app.read', {})`)) as Result<{ readonly host: string }>;
  if (!answer.ok || answer.value.host !== 'electron') throw new Error(`the page got no answer: ${JSON.stringify(answer)}`);
}
