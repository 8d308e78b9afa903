/**
 * A large object from a slow connection: read by one, and by several at once. The emulator lets so many bytes a second
 * through on each connection. `node test/bench/large-object.ts [megabytes] [MB/s]` prints seconds and peak memory as JSON.
 */
import { createAwsClients } from '../../main/aws/clients.ts';
import { openObject } from '../../main/sources/athena/object-body.ts';
import { startEmulator } from '../aws/emulator.ts';

const [megabytes = 96, perSecond = 10] = process.argv.slice(2).map(Number);
const aws = await startEmulator();
Object.assign(process.env, aws.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/none', AWS_SHARED_CREDENTIALS_FILE: '/none' });
const place = { bucket: 'b', key: 'large.csv' };
aws.store.put(place.bucket, place.key, Buffer.alloc(megabytes * 1e6, '"10.0.0.1","443"\n'));
aws.faults.bodyBytesPerSecond = perSecond * 1e6;
const clients = createAwsClients();
const s3 = clients.s3({ profile: null, region: null });
const single = { partBytes: 8 << 20, width: 1, isWorth: () => false };

const read = async (how: string, ranges: typeof single | undefined) => {
  const since = performance.now();
  const asked = aws.requests.length;
  let bytes = 0;
  let peak = 0;
  const { body } = await openObject(s3, place, undefined, undefined, ranges);
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - since) / 1000;
  return { how, bytes, seconds, requests: aws.requests.length - asked, peakMb: Math.round(peak / 1e6) };
};

// The first is for warming up: code, credentials, connections.
await read('warm', undefined);
console.log(JSON.stringify([await read('one connection', single), await read('several', undefined)]));
clients.destroy();
await aws.close();
