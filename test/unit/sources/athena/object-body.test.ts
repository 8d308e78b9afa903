import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import type { S3Api } from '../../../../main/aws/s3-api.ts';
import { objectPlace, openObject } from '../../../../main/sources/athena/object-body.ts';

const place = { bucket: 'b', key: 'k.csv' };
const quick = { firstDelayMs: 0, tries: 5 };
const all = Buffer.from('the quick brown fox jumps over the lazy dog');

/** One answer's body: so many bytes, then a reset, an early end, or the rest. */
interface Piece {
  readonly bytes: number;
  readonly breaks: 'reset' | 'end';
}

/** S3 whose bodies break off as scripted, then go through. */
function scripted(pieces: readonly Piece[], object = { bytes: all, etag: '"one"' }) {
  const left = [...pieces];
  const asked: { Range?: string | undefined; IfMatch?: string | undefined }[] = [];
  const getObject = async (input: { Range?: string | undefined; IfMatch?: string | undefined }) => {
    asked.push({ Range: input.Range, IfMatch: input.IfMatch });
    if (input.IfMatch !== undefined && input.IfMatch !== object.etag) throw new AppError('result_gone', 'Changed.');
    const from = Number(/^bytes=(\d+)-$/.exec(input.Range ?? '')?.[1] ?? 0);
    const piece = left.shift();
    const rest = object.bytes.subarray(from);
    return {
      ContentLength: rest.byteLength,
      ETag: object.etag,
      ...(input.Range === undefined ? {} : { ContentRange: `bytes ${from}-${object.bytes.byteLength - 1}/${object.bytes.byteLength}` }),
      Body: (async function* () {
        const sent = rest.subarray(0, piece?.bytes ?? rest.byteLength);
        for (let at = 0; at < sent.byteLength; at += 7) yield sent.subarray(at, at + 7);
        if (piece?.breaks === 'reset') throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    };
  };
  return { asked, object, s3: { getObject } as unknown as Pick<S3Api, 'getObject'> };
}

async function read(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('an object in S3', () => {
  it('is read on from where it broke, on condition that it is the same', async () => {
    const { s3, asked } = scripted([
      { bytes: 10, breaks: 'reset' },
      { bytes: 5, breaks: 'end' },
    ]);
    const { totalBytes, body } = await openObject(s3, place, undefined, quick);
    expect(totalBytes).toBe(all.byteLength);
    expect(await read(body)).toBe(all.toString());
    expect(asked).toEqual([{}, { Range: 'bytes=10-', IfMatch: '"one"' }, { Range: 'bytes=15-', IfMatch: '"one"' }]);
  });

  it('comes whole and once, wherever it breaks', async () => {
    const pieces = fc.array(
      fc.record({ bytes: fc.integer({ min: 1, max: 20 }), breaks: fc.constantFrom('reset' as const, 'end' as const) }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (script) => {
        const { body } = await openObject(scripted(script).s3, place, undefined, quick);
        expect(await read(body)).toBe(all.toString());
      }),
      // A reset after the last byte: there is no rest to ask for.
      { examples: [[[{ bytes: all.byteLength, breaks: 'reset' }]]] },
    );
  });

  it('is gone when it was changed meanwhile', async () => {
    const { s3, object } = scripted([{ bytes: 10, breaks: 'end' }]);
    const { body } = await openObject(s3, place, undefined, quick);
    object.etag = '"two"';
    await expect(read(body)).rejects.toMatchObject({ code: 'result_gone' });
  });

  it('is not taken for complete when it stays broken', async () => {
    const { s3 } = scripted(Array.from({ length: 50 }, () => ({ bytes: 0, breaks: 'end' as const })));
    const { body } = await openObject(s3, place, undefined, quick);
    await expect(read(body)).rejects.toMatchObject({ code: 'network' });
  });

  it('is given up at once when nobody wants it any more', async () => {
    const { s3, asked } = scripted([{ bytes: 10, breaks: 'reset' }]);
    const stop = new AbortController();
    const { body } = await openObject(s3, place, stop.signal, { firstDelayMs: 60_000, tries: 5 });
    const reading = read(body);
    setTimeout(() => stop.abort(new AppError('cancelled', 'Cancelled.')), 10);
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toHaveLength(1);
  });
});

it.each([
  ['s3://bucket/a/b c.csv', { bucket: 'bucket', key: 'a/b c.csv' }],
  ['https://bucket/a', null],
  ['s3://bucket', null],
  [undefined, null],
])('%s', (url, expected) => {
  expect(objectPlace(url)).toEqual(expected);
});
