import { recommendedFields } from '../../main/flowlogs/log-format.ts';
import type { FlowLog } from '../../preload/contract/setup.ts';

/** A flow log of a VPC as it is recommended, delivered and made by Nagare; what differs from that is said. */
export const flowLogOf = <Change extends Partial<FlowLog>>(change: Change) => ({ ...recommended, ...change });

const recommended = {
  id: 'fl-0123456789abcdef0',
  name: null,
  resourceId: 'vpc-0a1b2c3d4e5f60001',
  destinationType: 's3',
  destination: 'arn:aws:s3:::logs',
  bucket: 'logs',
  prefix: '',
  fileFormat: 'parquet',
  hive: true,
  hourly: true,
  intervalSeconds: 60,
  traffic: 'ALL',
  fields: [...recommendedFields],
  status: 'ACTIVE',
  deliverStatus: 'SUCCESS',
  deliverError: null,
  createdAt: null,
  byNagare: true,
} satisfies FlowLog;
