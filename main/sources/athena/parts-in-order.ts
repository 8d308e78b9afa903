/** A long stretch of bytes, read in parts at once and given in order. Knows nothing of S3. */

export interface Stretch {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

export interface PartsOptions {
  readonly partBytes: number;
  /** Parts that are read or wait to be given at a time: no more than `width * partBytes` are held. */
  readonly width: number;
}

interface Part {
  readonly chunks: Uint8Array[];
  isRead: boolean;
}

/**
 * Every byte of the stretch once, in order.
 * @param read gives the bytes of one part, in order; its signal is aborted when nobody wants them any more
 * @throws the first failure of any part, at once
 */
export async function* partsInOrder(
  stretch: Stretch,
  { partBytes, width }: PartsOptions,
  read: (part: Stretch, signal: AbortSignal) => AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const over = new AbortController();
  const stop = AbortSignal.any([over.signal, ...(signal ? [signal] : [])]);
  const parts: Part[] = [];
  let next = stretch.from;
  let failure: { readonly error: unknown } | null = null;
  let wake: () => void = () => undefined;

  const fill = async (part: Part, bounds: Stretch) => {
    try {
      for await (const chunk of read(bounds, stop)) {
        part.chunks.push(chunk);
        wake();
      }
      part.isRead = true;
    } catch (error) {
      failure ??= { error };
    }
    wake();
  };
  const begin = () => {
    while (parts.length < width && next < stretch.to) {
      const bounds = { from: next, to: Math.min(next + partBytes, stretch.to) };
      next = bounds.to;
      const part: Part = { chunks: [], isRead: false };
      parts.push(part);
      void fill(part, bounds);
    }
  };
  /** What failed, as a function: it is set while the loop below waits. */
  const failed = () => failure;

  try {
    for (begin(); parts[0]; begin()) {
      const [part] = parts;
      for (;;) {
        const failing = failed();
        if (failing) throw failing.error;
        const chunk = part.chunks.shift();
        if (chunk) yield chunk;
        else if (part.isRead) break;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
      parts.shift();
    }
  } finally {
    over.abort();
  }
}
