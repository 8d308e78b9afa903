/** The template that AWS puts into S3 when an integration is asked for: known by the database that it names, not by its name. */
import { bounded } from '../../../jobs/bounded.ts';
import type { Found } from '../cleanup-target.ts';
import { flowLogsNamedIn } from '../integration-names.ts';
import { collect } from './collect.ts';
import { INTEGRATION } from './find-stacks.ts';
import { type Finding, found } from './finding.ts';
import { type TemplateSigns, templateKeys } from './template-keys.ts';

const WIDTH = 6;

/** Templates of the plan's flow logs; in buckets that were left, of flow logs that are gone, whether anything else names them or not. */
export async function findTemplates(finding: Finding, signs: TemplateSigns): Promise<readonly Found[]> {
  const { s3, unlessRefused } = finding;
  const items: Found[] = [];
  for (const [bucket, keys] of await templateKeys(finding, signs)) {
    const read = await bounded([...keys], WIDTH, async (key) => {
      const text = await unlessRefused('s3:GetObject', textOf(s3, bucket, key), '');
      return isMeant(finding, text, signs.left.includes(bucket)) ? { key, madeBy: makerOf(finding, key, text) } : null;
    });
    for (const each of read.flatMap((one) => one ?? [])) items.push(...(await templateItem(finding, bucket, each)));
  }
  return items;
}

function isMeant({ ids, flowLogs }: Finding, text: string, isLeft: boolean): boolean {
  const named = flowLogsNamedIn(text);
  if (named.length === 0 || !text.includes('AWS::Athena::WorkGroup')) return false;
  const areGone = flowLogs !== null && named.every((id) => flowLogs.every((each) => each.id !== id));
  return named.some((id) => ids.has(id)) || (isLeft && areGone);
}

async function textOf(s3: Finding['s3'], Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.getObject({ Bucket, Key });
  return (await Body?.transformToString('utf8')) ?? '';
}

/** One that makes other things as well, or is of a flow log that stays too, is somebody's own, with the integration in it. */
function makerOf({ ids, flowLogs }: Finding, key: string, text: string): Found['madeBy'] {
  const types = [...text.matchAll(/\bAWS::\w+::\w+/g)].map(([type]) => type);
  const stays = (id: string) => !ids.has(id) && (flowLogs ?? []).some((each) => each.id === id);
  if (!types.every((type) => INTEGRATION.test(type)) || flowLogsNamedIn(text).some(stays)) return 'other';
  return /(^|\/)nagare-[^/]+\.template$/.test(key) ? 'nagare' : 'aws';
}

async function templateItem(
  finding: Finding,
  bucket: string,
  { key, madeBy }: { readonly key: string; readonly madeBy: Found['madeBy'] },
): Promise<readonly Found[]> {
  const [list] = await finding.unlessDenied(
    's3:ListBucketVersions',
    collect(finding, bucket, [key], [{ step: 'template', accepts: (each) => each === key }]),
    [],
  );
  if (!list) return [];
  const item = found(
    { nextId: () => list.id },
    'template',
    { kind: 'objects', bucket, prefixes: [key] },
    { identity: `s3://${bucket}/${key}`, madeBy },
  );
  return [{ ...item, count: list.count, bytes: list.bytes }];
}
