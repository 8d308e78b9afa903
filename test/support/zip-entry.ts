import { readFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

const LOCAL_ENTRY = 0x04034b50;
const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;

/**
 * The entries of a zip file by name, checked as an unzipper checks them: sizes, check sums, no name twice, the same
 * name before the content as in the directory. @throws RangeError for what does not hold
 */
export function zipEntries(path: string): ReadonlyMap<string, Buffer> {
  const file = readFileSync(path);
  let end = file.length - 22;
  while (file.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  const entries = new Map<string, Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (file.readUInt32LE(at) !== CENTRAL_ENTRY) throw new RangeError(`${path} has fewer entries than it says`);
    const short = (offset: number) => file.readUInt16LE(at + offset);
    const long = (offset: number) => file.readUInt32LE(at + offset);
    const name = file.toString('utf8', at + 46, at + 46 + short(28));
    const header = long(42);
    const nameEnd = header + 30 + file.readUInt16LE(header + 26);
    const start = nameEnd + file.readUInt16LE(header + 28);
    const packed = file.subarray(start, start + long(20));
    const content = short(10) === DEFLATED ? inflateRawSync(packed) : packed;
    const isWhole = content.length === long(24) && crc32(content) === long(16);
    const isNamed = file.readUInt32LE(header) === LOCAL_ENTRY && file.toString('utf8', header + 30, nameEnd) === name;
    if (!isWhole || !isNamed || entries.has(name)) throw new RangeError(`${path}: the entry ${name} is damaged`);
    entries.set(name, content);
    at += 46 + short(28) + short(30) + short(32);
  }
  return entries;
}

/** The text of one entry of a zip file. @throws RangeError when it is not there */
export function zipEntry(path: string, name: string): string {
  const content = zipEntries(path).get(name);
  if (!content) throw new RangeError(`${path} has no entry ${name}`);
  return content.toString('utf8');
}
