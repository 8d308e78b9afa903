/** A workgroup and what is in it; and before that, the queries that run in it. */
import { AppError } from '../../../app-error.ts';
import { executionIds, namedQueryIds, readExecutions } from '../find/find-workgroups.ts';
import type { ListedContent } from '../object-lists.ts';
import { type Acting, changed, isGone, type Outcome, unlessGone } from './acting.ts';

const POLL_MS = 500;
/** Athena stops a query within seconds; what does not stop goes with its workgroup. */
const POLLS = 60;

export async function stopQueries(acting: Acting, planned: readonly string[]): Promise<Outcome> {
  const { athena, progress, sleep, isStopping } = acting;
  const running = async () => {
    try {
      const states = await readExecutions(athena, planned);
      return states
        .filter(({ Status }) => Status?.State === 'QUEUED' || Status?.State === 'RUNNING')
        .flatMap((each) => each.QueryExecutionId ?? []);
    } catch (error) {
      if (isGone(error)) return [];
      throw error;
    }
  };
  let left = await running();
  if (left.length === 0) return 'gone';
  for (const id of left) await unlessGone(() => athena.stopQueryExecution({ QueryExecutionId: id }));
  for (let poll = 0; poll < POLLS; poll++) {
    left = await running();
    progress({ done: planned.length - left.length });
    if (left.length === 0) return 'done';
    if (isStopping()) return 'stopped';
    await sleep(POLL_MS);
  }
  throw new AppError('still_in_use', 'Queries in the workgroup did not stop.', { details: { reason: left.join(', ') } });
}

export async function deleteWorkgroup(acting: Acting, workgroup: string): Promise<Outcome> {
  return unlessGone(async () => {
    await checkContents(acting, workgroup, acting.itemId);
    await acting.athena.deleteWorkGroup({ WorkGroup: workgroup, RecursiveDeleteOption: true });
  });
}

/**
 * Deleting a workgroup takes all of its queries along: only those that the plan counted may be in it.
 * @throws AppError `cleanup_changed` that names what came since; an absence of the workgroup
 */
export async function checkContents({ athena, lists, cleanupId }: Acting, workgroup: string, itemId: string): Promise<void> {
  const known = new Set<string>();
  for await (const line of lists.read<ListedContent>(cleanupId, itemId)) known.add('namedQuery' in line ? line.namedQuery : line.execution);
  const there = [...(await namedQueryIds(athena, workgroup)), ...(await executionIds(athena, workgroup))];
  const fresh = there.filter((id) => !known.has(id));
  if (fresh.length === 0) return;
  throw changed(
    `The workgroup ${workgroup} has ${fresh.length} queries that came since the plan was made. It stays; plan again.`,
    fresh.slice(0, 5).join(', '),
  );
}
