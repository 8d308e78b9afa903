/** Writes the parts of docs/connecting.md that the code knows: permissions and policies. `node scripts/connecting-docs.ts` */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissions } from '../main/flowlogs/permissions.ts';
import { minimalPolicy, type PolicyFacts, placeOf } from '../main/sources/athena/check/policy.ts';
import { checkIds } from '../preload/contract/check.ts';

export const DOCS: string = join(import.meta.dirname, '../docs/connecting.md');

const place = (url: string) => {
  const found = placeOf(url);
  if (!found) throw new Error(`${url} is no place in S3`);
  return found;
};

/** A table as AWS's own examples name it. */
export const example: PolicyFacts = {
  region: 'ap-northeast-1',
  account: '123456789012',
  workgroup: 'network-analysts',
  catalog: 'AwsDataCatalog',
  database: 'vpcflowlogs',
  table: 'flow_logs',
  isGlue: true,
  data: [place('s3://amzn-s3-demo-flow-logs/AWSLogs/')],
  results: place('s3://amzn-s3-demo-athena-results/network-analysts/'),
  dataKeys: [],
  resultKeys: [],
  isGoverned: false,
};

/** Each part by the name that its markers have in the page. */
export function parts(): Readonly<Record<string, string>> {
  const key = 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const whole = minimalPolicy(example);
  const more = minimalPolicy({ ...example, dataKeys: [key], resultKeys: [key], isGoverned: true });
  const own = new Set(whole.Statement.map(({ Sid }) => Sid));
  const rows = checkIds.map((id) => {
    const { action, need, purpose, how } = permissions[id];
    return `| \`${action}\` | ${need} | ${purpose.en} | ${how.en} |`;
  });
  return {
    permissions: ['| permission | need | for | how Check tries it |', '|---|---|---|---|', ...rows].join('\n'),
    policy: json(whole),
    'policy-more': json(more.Statement.filter(({ Sid }) => !own.has(Sid))),
  };
}

const json = (value: unknown) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** @returns the page with its parts as the code has them. @throws for a part without its place */
export function withParts(page: string): string {
  let text = page;
  for (const [name, part] of Object.entries(parts())) {
    const marked = new RegExp(`(<!-- ${name}: [^>]*-->\\n)[\\s\\S]*?(\\n<!-- end -->)`);
    if (!marked.test(text)) throw new Error(`docs/connecting.md has no place for ${name}`);
    text = text.replace(marked, (_, begin: string, end: string) => `${begin}${part}${end}`);
  }
  return text;
}

if (import.meta.main) writeFileSync(DOCS, withParts(readFileSync(DOCS, 'utf8').replaceAll('\r\n', '\n')));
