import { join } from 'node:path';
import { LOG_BUCKET } from '../../aws/catalog.ts';
import { startEmulator } from '../../aws/emulator.ts';
import { type Ground, inside } from '../ground.ts';
import type { Figure, Report } from '../report.ts';

const OBJECTS = 10_000;
const keys = ['year', 'month', 'day', 'hour'].map((name) => ({ name, type: 'string' }));
const columns = ['srcaddr', 'dstaddr', 'start', 'end'].map((name) => ({ name, type: name.endsWith('addr') ? 'string' : 'bigint' }));
const partitions = { 'one partition': 1, 'a week of hours': 168, 'two months of hours': 1440, 'a year of hours': 8760 };

/** What an estimate takes that nothing is known for yet: partitions from Glue, objects from S3, both of the emulator's. */
export async function estimateTask(ground: Ground): Promise<Report> {
  const figures: Figure[] = [];
  for (const [what, count] of Object.entries(partitions)) {
    const hours = Array.from({ length: count }, (_, hour) => {
      const iso = new Date(Date.UTC(2022, 10, 28, hour)).toISOString();
      return [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), iso.slice(11, 13)];
    });
    const aws = await startEmulator({
      tables: [{ database: 'net', name: 'many', columns, partitionKeys: keys, parameters: {}, partitions: hours }],
    });
    for (let number = 0; number < OBJECTS; number++) {
      const [year, month, day, hour] = hours[number % count] ?? [];
      aws.store.putListed(LOG_BUCKET, `net/many/year=${year}/month=${month}/day=${day}/hour=${hour}/${number}.log.gz`, 100);
    }
    const none = { AWS_CONFIG_FILE: join(ground.folder, 'none'), AWS_SHARED_CREDENTIALS_FILE: join(ground.folder, 'none') };
    Object.assign(process.env, aws.env, none, { AWS_EC2_METADATA_DISABLED: 'true' });
    const { said } = await inside<readonly number[]>('estimate', ground.folder, String(count), String(ground.times));
    await aws.close();
    const note = `slowest of ${said.length}; ${OBJECTS} objects, ${count} partitions; emulator and app share the processor`;
    figures.push({ task: 'estimate', what, value: Math.max(...said), unit: 'ms', goal: { most: 2000 }, note });
  }
  return { programs: [], figures, missing: [] };
}
