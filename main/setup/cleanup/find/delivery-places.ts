/**
 * Where flow logs of the plan deliver, or delivered: of one that is deleted nothing but the tables that were made for it
 * tells. Pure.
 */
import { folderValue } from '../../../flowlogs/log-layout.ts';
import { type CatalogTable, flowLogOf } from './catalog.ts';
import { type Finding, ownFlowLogs } from './finding.ts';

export interface DeliveryPlace {
  readonly flowLogId: string;
  /** Of the flow log; NULL: it has none, or nobody knows any more. */
  readonly name: string | null;
  readonly bucket: string;
  /** `''` or `folder/`. */
  readonly prefix: string;
  readonly hive: boolean;
  /** The flow log is deleted. */
  readonly isGone: boolean;
}

/** Each flow log's, each place once. Where flow logs may not be read, none is known to be gone, and there are none. */
export function deliveryPlaces(finding: Pick<Finding, 'flowLogs' | 'ids' | 'catalog' | 'account' | 'region'>): readonly DeliveryPlace[] {
  const { flowLogs, ids, catalog } = finding;
  if (flowLogs === null) return [];
  const there = ownFlowLogs(finding).flatMap(({ id, name, bucket, prefix, hive }) =>
    bucket === null ? [] : [{ flowLogId: id, name, bucket, prefix, hive, isGone: false }],
  );
  const gone = new Set([...ids].filter((id) => flowLogs.every((each) => each.id !== id)));
  const places = new Map<string, DeliveryPlace>();
  for (const table of catalog.flatMap(({ tables }) => tables ?? [])) {
    const flowLogId = flowLogOf(table);
    const place = flowLogId !== null && gone.has(flowLogId) ? placeOfTable(table, finding) : null;
    if (flowLogId === null || place === null) continue;
    places.set(JSON.stringify([flowLogId, place]), { flowLogId, name: null, ...place, isGone: true });
  }
  return [...there, ...places.values()];
}

/**
 * Where the files of a flow log's table lie. AWS's own table reads the folder of one account and region; Nagare's reads
 * all of them, and its template of partitions says how they are laid out.
 * @returns NULL: it is no folder of flow logs, it is another account's or region's, or the layout is not told
 */
export function placeOfTable(
  { location, parameters }: Pick<CatalogTable, 'location' | 'parameters'>,
  { account, region }: Pick<Finding, 'account' | 'region'>,
): Pick<DeliveryPlace, 'bucket' | 'prefix' | 'hive'> | null {
  const template = parameters['storage.location.template'] ?? '';
  const url = template.startsWith(location) ? template : location;
  const [, bucket = '', prefix = '', behind = ''] = /^s3:\/\/([^/]+)\/((?:.*?\/)?)AWSLogs\/(.*)$/s.exec(url) ?? [];
  const [ofAccount = '', service = '', ofRegion = ''] = behind.split('/');
  if (account === null || ofAccount === '') return null;
  const isOf = (folder: string, own: string) => folderValue(folder) === own || folderValue(folder).startsWith('${');
  const isHere =
    isOf(ofAccount, account) && (service === '' || isOf(service, 'vpcflowlogs')) && (ofRegion === '' || isOf(ofRegion, region));
  return isHere ? { bucket, prefix, hive: ofAccount.startsWith('aws-account-id=') } : null;
}
