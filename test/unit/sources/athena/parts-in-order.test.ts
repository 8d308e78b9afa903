import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import type { S3Api } from '../../../../main/aws/s3-api.ts';
import { openObject } from '../../../../main/sources/athena/object-body.ts';
import { partsInOrder, type Stretch } from '../../../../main/sources/athena/parts-in-order.ts';

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
const later = () => new Promise<void>((resolve) => setImmediate(resolve));

async function read(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads parts of `bytes` in pieces, and counts how many are held. */
function source(bytes: Uint8Array, pieceBytes = 5) {
  const seen = { parts: [] as Stretch[], reading: 0, most: 0 };
  async function* part(bounds: Stretch, signal: AbortSignal) {
    seen.parts.push(bounds);
    seen.most = Math.max(seen.most, ++seen.reading);
    try {
      for (let at = bounds.from; at < bounds.to; at += pieceBytes) {
        await later();
        signal.throwIfAborted();
        yield bytes.subarray(at, Math.min(at + pieceBytes, bounds.to));
      }
    } finally {
      seen.reading--;
    }
  }
  return { seen, part };
}

describe('parts in order', () => {
  it('are the stretch, whatever its length and theirs, and no more at once than said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(400),
        fc.nat(400),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 20 }),
        async (from, length, partBytes, width, pieceBytes) => {
          const bytes = bytesOf(from + length);
          const { seen, part } = source(bytes, pieceBytes);
          const body = partsInOrder({ from, to: from + length }, { partBytes, width }, part);
          expect(await read(body)).toEqual(Buffer.from(bytes.subarray(from)));
          expect(seen.most).toBeLessThanOrEqual(width);
          expect(seen.parts).toHaveLength(Math.ceil(length / partBytes));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('wait for whoever takes them: no more are begun than can be held', async () => {
    const { seen, part } = source(bytesOf(1000), 10);
    const body = partsInOrder({ from: 0, to: 1000 }, { partBytes: 10, width: 3 }, part);
    await body.next();
    for (let turn = 0; turn < 50; turn++) await later();
    expect(seen.parts).toHaveLength(3);
    await body.return(undefined);
  });

  it('fail as soon as one of them does, and end the others', async () => {
    const { seen, part } = source(bytesOf(1000), 1);
    const failing = (bounds: Stretch, signal: AbortSignal) => {
      if (bounds.from === 200) throw new AppError('result_gone', 'Changed.');
      return part(bounds, signal);
    };
    const body = partsInOrder({ from: 0, to: 1000 }, { partBytes: 100, width: 3 }, failing);
    await expect(read(body)).rejects.toMatchObject({ code: 'result_gone' });
    await expect.poll(() => seen.reading).toBe(0);
  });

  it('are left by whoever has enough', async () => {
    const { seen, part } = source(bytesOf(1000));
    for await (const _ of partsInOrder({ from: 0, to: 1000 }, { partBytes: 100, width: 4 }, part)) break;
    await expect.poll(() => seen.reading).toBe(0);
    expect(seen.parts.length).toBeLessThan(10);
  });
});

/** S3 that breaks an answer off after so many bytes, or lets it through: one of the script for each request. */
function scripted(bytes: Uint8Array, script: readonly (number | null)[]) {
  const left = [...script];
  const asked: { readonly range: string | null; readonly ifMatch: string | null }[] = [];
  const getObject = async ({ Range, IfMatch }: { Range?: string; IfMatch?: string }) => {
    asked.push({ range: Range ?? null, ifMatch: IfMatch ?? null });
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(Range ?? '') ?? [];
    const rest = bytes.subarray(Number(from), to === '' ? undefined : Number(to) + 1);
    const cut = left.shift() ?? null;
    return {
      ContentLength: rest.byteLength,
      ETag: '"one"',
      ...(Range === undefined ? {} : { ContentRange: `bytes ${from}-${Number(from) + rest.byteLength - 1}/${bytes.byteLength}` }),
      Body: (async function* () {
        const sent = cut === null ? rest : rest.subarray(0, cut);
        for (let at = 0; at < sent.byteLength; at += 7) {
          await later();
          yield sent.subarray(at, at + 7);
        }
        if (cut !== null && cut < rest.byteLength) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    };
  };
  return { asked, s3: { getObject } as unknown as Pick<S3Api, 'getObject'> };
}

describe('an object that is read in parts', () => {
  const quick = { firstDelayMs: 0, tries: 6 };
  const place = { bucket: 'b', key: 'k.csv' };

  it('comes whole and once, wherever its connections break', async () => {
    const script = fc.array(fc.option(fc.integer({ min: 1, max: 60 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(600),
        fc.integer({ min: 8, max: 120 }),
        fc.integer({ min: 1, max: 4 }),
        script,
        async (length, partBytes, width, breaks) => {
          const bytes = bytesOf(length);
          const { s3, asked } = scripted(bytes, breaks);
          const { totalBytes, body } = await openObject(s3, place, undefined, quick, { partBytes, width, isWorth: () => true });
          expect(totalBytes).toBe(length);
          expect(await read(body)).toEqual(Buffer.from(bytes));
          // Everything behind the first answer is under the condition that it is the same object.
          expect(asked.slice(1).every(({ range, ifMatch }) => range !== null && ifMatch === '"one"')).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('is one request while its connection keeps up, and when it is small', async () => {
    const bytes = bytesOf(1000);
    const fast = scripted(bytes, []);
    const { body } = await openObject(fast.s3, place, undefined, quick, { partBytes: 100, width: 4, isWorth: () => false });
    expect(await read(body)).toEqual(Buffer.from(bytes));
    expect(fast.asked).toHaveLength(1);
    const small = scripted(bytes, []);
    const { body: all } = await openObject(small.s3, place, undefined, quick, { partBytes: 500, width: 4, isWorth: () => true });
    expect(await read(all)).toEqual(Buffer.from(bytes));
    expect(small.asked).toHaveLength(1);
  });

  it('is given up at once when nobody wants it any more', async () => {
    const { s3 } = scripted(bytesOf(100_000), []);
    const stop = new AbortController();
    const { body } = await openObject(s3, place, stop.signal, quick, { partBytes: 1000, width: 4, isWorth: () => true });
    const reading = read(body);
    setTimeout(() => stop.abort(new AppError('cancelled', 'Cancelled.')), 5);
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
