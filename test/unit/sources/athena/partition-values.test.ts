/** A table with more partitions than anybody waits for: some of everywhere are looked at, and the list goes on. */
import type { GetPartitionsCommandInput, Partition } from '@aws-sdk/client-glue';
import { expect, it } from 'vitest';
import { createKeep } from '../../../../main/sources/athena/kept.ts';
import { partitionValues } from '../../../../main/sources/athena/partition-values.ts';
import { athenaRef } from '../../../support/emulated-aws.ts';

const keys = [
  { name: 'year', type: 'string' },
  { name: 'month', type: 'string' },
];

type Answer = { readonly Partitions: Partition[]; readonly NextToken?: string };

function glueOf(answer: (input: GetPartitionsCommandInput) => Promise<Answer>) {
  const asked: GetPartitionsCommandInput[] = [];
  const getPartitions = (input: GetPartitionsCommandInput) => {
    asked.push(input);
    return answer(input).then((page) => ({ ...page, $metadata: {} }));
  };
  const clients = { glue: () => ({ getPartitions }), athena: () => ({}) } as unknown as Parameters<typeof partitionValues>[1];
  return { asked, clients };
}

const isList = ({ MaxResults }: GetPartitionsCommandInput) => MaxResults === 1000;
const of = ({ Segment }: GetPartitionsCommandInput) => [{ Values: [`202${Segment?.SegmentNumber}`, '11'] }];

it('a list that takes too long is not waited for: each segment shows some, and whether months are written short is asked', async () => {
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { asked, clients } = glueOf(async (input) => {
    if (isList(input)) await slow;
    return { Partitions: input.Expression === undefined ? of(input) : [] };
  });
  const keep = createKeep(Date.now);
  const years = (values: Awaited<ReturnType<typeof partitionValues>>) => values.map(([year]) => year).sort();
  expect(years(await partitionValues(athenaRef, clients, keys, keep, { patienceMs: 10 }))).toEqual([
    '2020',
    '2021',
    '2022',
    '2023',
    '2024',
  ]);
  expect(asked.filter((each) => each.Expression !== undefined)[0]?.Expression).toContain(`month IN ('1', '2'`);
  const before = asked.length;
  finish();
  // The list went on meanwhile: it is there now, and nothing is asked again.
  expect(years(await partitionValues(athenaRef, clients, keys, keep))).toHaveLength(5);
  expect(asked).toHaveLength(before);
});

it('a list without an end is given up', async () => {
  let count = 0;
  const { clients } = glueOf(async (input) =>
    isList(input)
      ? { Partitions: Array.from({ length: 1000 }, () => of(input)).flat(), NextToken: String(count++) }
      : { Partitions: input.Expression === undefined ? of(input) : [] },
  );
  expect(await partitionValues(athenaRef, clients, keys, createKeep(Date.now))).toHaveLength(5);
});

it('a form is drawn by the list of the hour before, while what is run by it waits for a new one', async () => {
  let at = 0;
  let values = ['2022', '11'];
  let held: Promise<void> = Promise.resolve();
  const { clients } = glueOf(async () => {
    await held;
    return { Partitions: [{ Values: values }] };
  });
  const keep = createKeep(() => at);
  await partitionValues(athenaRef, clients, keys, keep);
  at += 30 * 60_000;
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  values = ['2023', '1'];
  expect((await partitionValues(athenaRef, clients, keys, keep, { isToDraw: true }))[0]).toEqual(['2022', '11']);
  const forRun = partitionValues(athenaRef, clients, keys, keep);
  resolve();
  expect((await forRun)[0]).toEqual(['2023', '1']);
  expect((await partitionValues(athenaRef, clients, keys, keep, { isToDraw: true }))[0]).toEqual(['2023', '1']);
});
