import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;

/** The text of one entry of a zip file. @throws RangeError when it is not there */
export function zipEntry(path: string, name: string): string {
  const file = readFileSync(path);
  let end = file.length - 22;
  while (file.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  let at = file.readUInt32LE(end + 16);
  while (file.readUInt32LE(at) === CENTRAL_ENTRY) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    if (file.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const header = file.readUInt32LE(at + 42);
      const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
      const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
      return (file.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8');
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  throw new RangeError(`${path} has no entry ${name}`);
}
