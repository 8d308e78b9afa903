/** The beginning of a file that is said to be a CSV: its header, or what the file is instead. Pure. */

export interface CsvHead {
  /** The first line, without its end. */
  readonly line: string;
  readonly names: readonly string[];
}

/** @param text from the file's beginning, without a byte order mark  @param isAll whether it is the whole file. NULL: the first line goes on after it */
export function csvHead(text: string, isAll: boolean): CsvHead | null {
  const whole = /^((?:[^"\r\n]+|"[^"]*")*)([\r\n])?/.exec(text);
  const [, line = '', end] = whole ?? [];
  if (end === undefined && !isAll) return null;
  return {
    line,
    names: [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
    ),
  };
}

/** Formats that are met under the name of a CSV, by the bytes that they begin with. NULL: none of them. */
export function otherFormat(bytes: Uint8Array): string | null {
  const begins = (...first: readonly number[]) => first.every((byte, index) => bytes[index] === byte);
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return 'it is UTF-16; save it as UTF-8';
  if (begins(0x50, 0x4b, 3, 4)) return 'it is a workbook or another zip file; save it as CSV';
  if (begins(0x1f, 0x8b)) return 'it is compressed; unpack it first';
  if (begins(0x50, 0x41, 0x52, 0x31)) return 'it is Parquet; choose its folder as the source';
  return bytes.includes(0) ? 'it is no text' : null;
}
