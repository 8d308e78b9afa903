/** A seeded history as years of work leave it: questions by form and by hand, on files and on Athena, most of them saved. */
import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { buildSql } from '../../main/flowlogs/build-sql.ts';
import { emptyForm } from '../../main/flowlogs/form.ts';
import { openHistory } from '../../main/history/open-history.ts';
import { ownIdentity } from '../../main/history/process-identity.ts';
import { createRunStore } from '../../main/history/run-store.ts';
import { searchText } from '../../main/history/search-text.ts';
import type { Query, SourceRef } from '../../preload/contract/query.ts';
import { type Random, seeded } from '../../scripts/sample/random.ts';
import { schemes, tableWith } from '../support/tables.ts';

const DAY_MS = 86_400_000;
const LAST_MS = Date.UTC(2026, 9, 1);
const YEARS_MS = 3 * 365 * DAY_MS;
const table = tableWith(schemes['year, month, day'] ?? []);
/** What somebody types by hand now and then, Japanese comments and names included. */
const BY_HAND = [
  "SELECT srcaddr, count(*) AS flows FROM flow_logs WHERE action = 'REJECT' GROUP BY srcaddr ORDER BY flows DESC LIMIT 100",
  '-- 拒否された通信の調査\nSELECT dstport, count(*) AS 件数 FROM flow_logs GROUP BY dstport ORDER BY 件数 DESC',
  "SELECT * FROM flow_logs WHERE bytes > 1000000 AND flow_direction = 'egress'",
];

/** What somebody calls one in ten of them, and says of it. */
const TITLES = ['Partner scan?', '協力会社からのスキャン', 'Backup that was slow on Monday', 'OPS-1742'];
const NOTES = [
  'Asked again with the other end: nothing.\nThe partner was told on Tuesday.',
  '火曜日に先方へ連絡済み。\n送信元を変えて再確認すること。',
  `${'Seen before, and explained by the load balancer. '.repeat(20)}`,
];

/**
 * Writes `count` runs into the history of `home`, through the app's own store.
 * @param resultBytes of all their result files together: these are made too, without content that takes room; NULL: none are
 */
export function makeHistory(home: string, count: number, resultBytes: number | null, seed = 1): void {
  const { db } = openHistory(join(home, 'history.db'));
  const results = join(home, 'results');
  mkdirSync(results, { recursive: true });
  const random = seeded(seed);
  let nowMs = 0;
  const store = createRunStore(db, ownIdentity(), () => nowMs);
  const each = Math.floor((resultBytes ?? 5e6 * count) / count);
  db.transaction(() => {
    for (let index = 0; index < count; index++) {
      nowMs = LAST_MS - YEARS_MS + Math.floor((index * YEARS_MS) / count);
      const source = sourceOf(random);
      const query = queryOf(random, nowMs);
      const sql = query.type === 'form' ? buildSql(query.form, table) : query.type === 'sql' ? query.sql : null;
      const id = idOf(index);
      const generation = store.insert({
        id,
        source: JSON.stringify(source),
        query: JSON.stringify(query),
        sql,
        created_at: nowMs,
        search: searchText(source, query, sql),
      });
      if (random.next() < 0.1) {
        const own = { title: random.pick(TITLES), note: random.pick(NOTES) };
        store.name(id, own, searchText(source, query, sql, false, own));
      }
      const paid = source.kind === 'athena' ? { execution_id: `${id}-execution`, scanned_bytes: 10_000_000, cost_usd: 0.00005 } : {};
      if (random.next() < 0.05) store.update(id, generation, { ...paid, state: 'failed', error: FAILED, finished_at: nowMs });
      else store.update(id, generation, { ...paid, state: 'saved', row_count: 1000, result_bytes: each, finished_at: nowMs });
      if (resultBytes !== null) makeSparse(join(results, `${id}.sqlite`), each);
    }
  })();
  db.close();
}

const FAILED = JSON.stringify({ code: 'bad_sql', message: 'line 1:8: Column cannot be resolved', details: {} });

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

function sourceOf(random: Random): SourceRef {
  const way = random.next();
  if (way < 0.1) return { kind: 'sample' };
  if (way < 0.3) return { kind: 'folder', path: `/var/flow-logs/${random.pick(['office', 'shop', 'branch'])}` };
  return {
    kind: 'athena',
    profile: random.pick(['work', 'audit']),
    region: 'ap-northeast-1',
    workgroup: 'primary',
    catalog: 'AwsDataCatalog',
    database: 'vpcdb',
    table: random.pick(['flow_logs', 'flow_logs_prod', 'flow_logs_dev']),
  };
}

function queryOf(random: Random, nowMs: number): Query {
  if (random.next() < 0.15) return { type: 'sql', sql: random.pick(BY_HAND), zone: 'Asia/Tokyo' };
  const from = Math.floor(nowMs / 1000) - random.between(600, 86_400);
  const form = emptyForm(from, from + random.pick([900, 3600, 86_400]), 'Asia/Tokyo');
  const address = () => `10.${random.between(0, 3)}.${random.between(0, 255)}.${random.between(1, 254)}`;
  return {
    type: 'form',
    form: {
      ...form,
      addresses: random.next() < 0.7 ? [address()] : [],
      ports: random.next() < 0.4 ? [String(random.pick([22, 53, 80, 443, 3306, 5432, 8080]))] : [],
      action: random.next() < 0.3 ? 'REJECT' : null,
      kind: random.next() < 0.8 ? 'records' : 'top-talkers',
    },
  };
}

/** A file of this length that takes no room on the disk: only its length is ever asked for. */
function makeSparse(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
}
