/** Rows of finished executions: by S3, on after a break, by Athena's API where S3 is closed. */
import { describe, expect, it } from 'vitest';
import { createCsvReader } from '../../../main/results/csv-reader.ts';
import { openObject } from '../../../main/sources/athena/object-body.ts';
import { RESULT_BUCKET } from '../../aws/work-groups.ts';
import { emulatedAws, execute, pagesOf, textOf } from '../../support/emulated-aws.ts';

/** NULL beside '', quotes, commas, line feeds, letters of more than one byte. */
const HOSTILE = `SELECT * FROM (VALUES (CAST(NULL AS varchar), 1), ('', 2), ('a "b", c', 3), ('two
lines', 4), ('日本語', 5)) AS t (word, n) ORDER BY n`;
const HOSTILE_ROWS = [
  [null, '1'],
  ['', '2'],
  ['a "b", c', '3'],
  ['two\nlines', '4'],
  ['日本語', '5'],
];
const COLUMNS = [
  { name: 'word', type: 'varchar' },
  { name: 'n', type: 'integer' },
];
const MANY = 'SELECT srcaddr, "start", "bytes" FROM flow_logs ORDER BY "start", srcaddr, dstaddr, srcport, dstport, "bytes" LIMIT 2500';

function rowsOf(csv: string) {
  const reader = createCsvReader();
  const rows = [...reader.push(Buffer.from(csv)), ...reader.end()];
  return rows.slice(1);
}

describe('by S3', () => {
  it('values come as they are, with their columns and length', async () => {
    const { source } = await emulatedAws();
    const { id } = await execute(source(), HOSTILE);
    const stream = await source().open(id);
    expect(stream).toMatchObject({ via: 's3', columns: COLUMNS });
    const csv = await textOf(stream);
    expect(csv.startsWith('"word","n"\n,"1"\n"","2"\n')).toBe(true);
    expect(rowsOf(csv)).toEqual(HOSTILE_ROWS);
    expect(stream.via === 's3' && stream.totalBytes).toBe(Buffer.byteLength(csv));
  });

  it('a body that breaks off, again and again, is read on from there', async () => {
    const { aws, source } = await emulatedAws();
    const { id } = await execute(source(), MANY);
    const whole = await textOf(await source().open(id));
    aws.faults.cutBodies = { afterBytes: 30_000, times: 2 };
    const before = aws.requests.length;
    expect(await textOf(await source().open(id))).toBe(whole);
    const reads = aws.requests.slice(before).filter((each) => each.operation === 'GetObject');
    expect(reads).toHaveLength(3);
    expect(reads.map(({ request }) => request.headers.range !== undefined && request.headers['if-match'] !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('the connection is let go of when nobody reads on', async () => {
    let isOpen = true;
    async function* bytes() {
      try {
        for (;;) yield new Uint8Array(1000);
      } finally {
        isOpen = false;
      }
    }
    const s3 = { getObject: async () => ({ $metadata: {}, ContentLength: 1e6, ETag: '"1"', Body: bytes() as never }) };
    const { body } = await openObject(s3, { bucket: 'b', key: 'k' });
    for await (const chunk of body) if (chunk.byteLength > 0) break;
    expect(isOpen).toBe(false);
  });

  it('a result that was replaced meanwhile is not mixed with the first', async () => {
    const { aws, source } = await emulatedAws();
    const { id } = await execute(source(), MANY);
    aws.faults.cutBodies = { afterBytes: 30_000, times: 1 };
    const stream = await source().open(id);
    aws.store.put(RESULT_BUCKET, `results/${id}.csv`, Buffer.from('"other"\n'));
    await expect(textOf(stream)).rejects.toMatchObject({ code: 'result_gone' });
  });

  it('metadata lies beside the CSV', async () => {
    const { aws, source } = await emulatedAws();
    const { id } = await execute(source(), 'SELECT 1 AS one');
    expect(aws.store.keys(RESULT_BUCKET, '')).toEqual([`results/${id}.csv`, `results/${id}.csv.metadata`]);
  });

  it('types are left to be found out where the API does not tell them', async () => {
    const { aws, source } = await emulatedAws();
    const { id } = await execute(source(), HOSTILE);
    aws.faults.denied.add('athena:GetQueryResults');
    expect(await source().open(id)).toMatchObject({ via: 's3', columns: null });
  });

  it('a body that stands still is left at once by somebody who cancels', async () => {
    const { aws, source } = await emulatedAws();
    const { id } = await execute(source(), MANY);
    aws.faults.cutBodies = { afterBytes: 30_000, times: 1, stalls: true };
    const stop = new AbortController();
    const reading = textOf(await source().open(id, stop.signal));
    setTimeout(() => stop.abort(new Error('left')), 100);
    await expect(reading).rejects.toThrow('left');
  });

  it('nothing more is read by somebody who has left', async () => {
    const { source } = await emulatedAws();
    const { id } = await execute(source(), MANY);
    const stop = new AbortController();
    const stream = await source().open(id, stop.signal);
    stop.abort(new Error('left'));
    await expect(textOf(stream)).rejects.toThrow('left');
  });
});

describe('in parts', () => {
  const KEY = 'results/large.csv';
  const place = { bucket: RESULT_BUCKET, key: KEY };
  const ranges = { partBytes: 256 << 10, width: 4, isWorth: () => true };
  const bytes = Buffer.from(Array.from({ length: 40_000 }, (_, index) => `"${index}","${index * 7919}","一行"\n`).join(''));

  async function stored() {
    const { aws, clients } = await emulatedAws();
    aws.store.put(RESULT_BUCKET, KEY, bytes);
    const s3 = clients.s3({ profile: null, region: null });
    const open = (signal?: AbortSignal) => openObject(s3, place, signal, undefined, ranges);
    const asked = () => aws.requests.filter(({ operation }) => operation === 'GetObject').map(({ request }) => request.headers);
    return { aws, open, asked };
  }
  const read = async (body: AsyncIterable<Uint8Array>) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

  it('a large object comes by several connections at once, each on condition that it is the same', async () => {
    const { aws, open, asked } = await stored();
    aws.faults.bodyBytesPerSecond = 2_000_000;
    expect((await read((await open()).body)).equals(bytes)).toBe(true);
    const ranged = asked().slice(1);
    expect(ranged.length).toBe(Math.ceil((bytes.byteLength - ranges.partBytes) / ranges.partBytes));
    expect(ranged.every((headers) => headers.range !== undefined && headers['if-match'] !== undefined)).toBe(true);
  });

  it('connections that break off are followed by others', async () => {
    const { aws, open } = await stored();
    aws.faults.cutBodies = { afterBytes: 100_000, times: 4 };
    expect((await read((await open()).body)).equals(bytes)).toBe(true);
  });

  it('an object that is replaced meanwhile is not mixed with the first', async () => {
    const { aws, open } = await stored();
    const release = aws.faults.holdBodies(131_072);
    const { body } = await open();
    aws.store.put(RESULT_BUCKET, KEY, Buffer.from(bytes).reverse());
    release();
    await expect(read(body)).rejects.toMatchObject({ code: 'result_gone' });
  });

  it('all of them are left at once by somebody who cancels', async () => {
    const { aws, open, asked } = await stored();
    const stop = new AbortController();
    const { body } = await open(stop.signal);
    let readBytes = 0;
    const reading = (async () => {
      for await (const chunk of body) readBytes += chunk.byteLength;
    })();
    aws.faults.cutBodies = { afterBytes: 1000, times: 100, stalls: true };
    await expect.poll(() => asked().length).toBe(5);
    stop.abort(new Error('left'));
    await expect(reading).rejects.toThrow('left');
    expect(readBytes).toBeLessThan(bytes.byteLength);
  });
});

describe('by the API', () => {
  const workgroups = [
    { name: 'managed', isManaged: true },
    { name: 'sealed', outputLocation: 's3://sealed/', encryption: 'CSE_KMS' },
  ] as const;

  it.each(['managed', 'sealed'])('values come as they are from workgroup %s', async (workgroup) => {
    const { aws, source } = await emulatedAws({ workgroups });
    const { id } = await execute(source({ workgroup }), HOSTILE);
    const stream = await source({ workgroup }).open(id);
    const code = workgroup === 'managed' ? 'managed' : 'encrypted';
    expect(stream).toMatchObject({ via: 'api', columns: COLUMNS, why: { code } });
    expect(await pagesOf(stream)).toEqual(HOSTILE_ROWS);
    expect(aws.requests.some((each) => each.operation === 'GetObject')).toBe(false);
  });

  it('rows come where S3 is denied, over several pages, each once', async () => {
    const { aws, source } = await emulatedAws();
    const { id } = await execute(source(), MANY);
    const expected = rowsOf(await textOf(await source().open(id)));
    aws.faults.denied.add('s3:GetObject');
    aws.faults.throttle('GetQueryResults', 1);
    const rows = await pagesOf(await source().open(id));
    expect(rows).toHaveLength(2500);
    expect(rows).toEqual(expected);
  });

  it('the first row of a utility statement is a row', async () => {
    const { source } = await emulatedAws();
    const { id } = await execute(source(), 'SHOW TABLES');
    const stream = await source().open(id);
    expect(stream).toMatchObject({ via: 'api', why: { code: 'no_csv' }, columns: [{ name: 'tab_name', type: 'string' }] });
    expect(await pagesOf(stream)).toEqual([['flow_logs']]);
  });

  it('a result without rows has columns', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.denied.add('s3:GetObject');
    const { id } = await execute(source(), 'SELECT srcaddr FROM flow_logs WHERE false');
    const stream = await source().open(id);
    expect(stream).toMatchObject({ columns: [{ name: 'srcaddr', type: 'varchar' }] });
    expect(await pagesOf(stream)).toEqual([]);
  });
});

it('a result that was deleted is gone both ways', async () => {
  const { aws, source } = await emulatedAws();
  const { id } = await execute(source(), 'SELECT 1 AS one');
  aws.store.remove(RESULT_BUCKET, `results/${id}.csv`);
  await expect(source().open(id)).rejects.toMatchObject({ code: 'result_gone' });
});
