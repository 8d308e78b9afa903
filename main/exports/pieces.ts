/** Text gathered into pieces of bytes: one large piece is handed on much faster than many small ones. */

export interface Pieces {
  /** Resolves to nothing at once while there is room: only what has to be awaited is a promise. */
  add(text: string): Promise<void> | null;
  flush(): Promise<void>;
}

export const PIECE_BYTES = 256 * 1024;
/** UTF-8 takes no more for one UTF-16 unit. */
const MOST_BYTES_EACH = 3;

/**
 * Texts are written as bytes one by one, while they are young: a piece put together as a text would be copied once
 * more, and outlive the collector's quick look.
 * @param hand takes a piece; resolves when there is room for the next
 */
export function createPieces(hand: (piece: Buffer) => Promise<void>): Pieces {
  let piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  let used = 0;
  const flush = async () => {
    if (used === 0) return;
    const full = piece.subarray(0, used);
    // What was handed on is on its way: it must stay as it is.
    piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
    used = 0;
    await hand(full);
  };
  const afterFlush = async (text: string) => {
    await flush();
    if (text.length * MOST_BYTES_EACH > PIECE_BYTES) await hand(Buffer.from(text));
    else used = piece.write(text, 0);
  };
  return {
    add(text) {
      if (used + text.length * MOST_BYTES_EACH > PIECE_BYTES) return afterFlush(text);
      used += piece.write(text, used);
      return null;
    },
    flush,
  };
}
