/** What a run is called: made from the form, in both languages. */
import type { Query, QueryForm, SourceRef } from '../../preload/contract/query.ts';
import type { Run } from '../../preload/contract/run.ts';
import { kindOf } from './kinds.ts';
import { lexemes } from './sql-lexer.ts';
import { withParameters } from './sql-parameters.ts';
import { replaced } from './sql-statement.ts';
import { formatClock, formatDay, formatEpoch, zoneAbbreviation } from './time.ts';

export type Language = 'en' | 'ja';

export interface Title {
  readonly title: string;
  readonly subtitle: string;
}

/** `192.168.0.10, port 443, 12:15–12:30 JST` over `Records · 2022-11-28`. @param name what the source is called */
export function queryTitle(query: Query, name: string, language: Language): Title {
  if (query.type === 'sql') return { title: shortened(withValues(query)), subtitle: language === 'ja' ? '編集した SQL' : 'Edited SQL' };
  if (query.type === 'rows') return { title: name, subtitle: 'CSV' };
  const { form } = query;
  const kind = kindOf(form.kind).label[language];
  const filters = filterWords(form, language);
  const separator = language === 'ja' ? '、' : ', ';
  const subject = filters.length > 0 ? filters : [form.kind === 'records' ? (language === 'ja' ? 'すべての通信' : 'All traffic') : kind];
  const head = form.kind === 'records' || filters.length === 0 ? subject : [kind, ...filters];
  const day = formatDay(form.from, form.zone);
  const otherDay = formatDay(form.to, form.zone);
  const days = day === otherDay ? day : `${day} – ${otherDay}`;
  return { title: [...head, windowWords(form)].join(separator), subtitle: `${kind}${language === 'ja' ? '・' : ' · '}${days}` };
}

/** What is under a title of a statement that somebody or something else had run. */
export const broughtInWords = { en: 'Brought in', ja: '取り込み' } as const;

/** A run, or one that is only asked for, which leaves out what it cannot have yet. */
export type Titled = Pick<Run, 'query' | 'source' | 'title'> & { readonly broughtIn?: boolean };

/** The title that is made of a run's query, whatever the user calls it. */
export function madeTitle(run: Titled, language: Language): Title {
  const title = queryTitle(run.query, sourceName(run.source, language), language);
  return run.broughtIn ? { ...title, subtitle: broughtInWords[language] } : title;
}

/** What a run is called: the user's own title where there is one, over the whole of the made one. */
export function runTitle(run: Titled, language: Language): Title {
  const made = madeTitle(run, language);
  if (run.title === undefined) return made;
  return { title: run.title, subtitle: `${made.title}${language === 'ja' ? '・' : ' · '}${made.subtitle}` };
}

/** Runs of one statement differ by the values that were put in. */
function withValues({ sql, parameters }: Extract<Query, { type: 'sql' }>): string {
  const complete = parameters ? withParameters(sql, parameters) : null;
  return complete?.ok ? complete.value : sql;
}

/** `12:15–12:30 JST`; with days where the window crosses one. */
function windowWords(form: QueryForm): string {
  const zone = zoneAbbreviation(form.from, form.zone);
  if (formatDay(form.from, form.zone) === formatDay(form.to, form.zone)) {
    return `${formatClock(form.from, form.zone)}–${formatClock(form.to, form.zone)} ${zone}`;
  }
  // Days of two years need their years.
  const isOneYear = formatDay(form.from, form.zone).slice(0, 4) === formatDay(form.to, form.zone).slice(0, 4);
  const short = (epoch: number) => formatEpoch(epoch, form.zone).slice(isOneYear ? 5 : 0, 16);
  return `${short(form.from)} – ${short(form.to)} ${zone}`;
}

function filterWords(form: QueryForm, language: Language): readonly string[] {
  const words: string[] = [];
  const ja = language === 'ja';
  const side = { either: '', source: ja ? '送信元 ' : 'from ', destination: ja ? '宛先 ' : 'to ' };
  if (form.addresses.length > 0) words.push(side[form.addressSide] + few(form.addresses, language));
  if (form.ports.length > 0) {
    const ports = few(form.ports, language);
    const which = {
      either: ja ? 'ポート' : 'port',
      source: ja ? '送信元ポート' : 'source port',
      destination: ja ? '宛先ポート' : 'destination port',
    };
    words.push(`${which[form.portSide]} ${ports}`);
  }
  if (form.protocols.length > 0) words.push(few(form.protocols, language).toUpperCase());
  if (form.action && !form.kind.startsWith('rejected-')) words.push(form.action);
  if (form.direction) words.push(form.direction);
  if (form.tcpFlags.length > 0) words.push(few(form.tcpFlags, language).toUpperCase());
  for (const ids of [form.interfaces, form.instances, form.subnets, form.vpcs, form.accounts, form.regions, form.services]) {
    if (ids.length > 0) words.push(few(ids, language));
  }
  if (form.paths.length > 0) words.push(`${ja ? '経路' : 'path'} ${few(form.paths, language)}`);
  if (form.minBytes !== null) words.push(`≥ ${form.minBytes.toLocaleString('en-US')} B`);
  return words;
}

function few(values: readonly string[], language: Language): string {
  if (values.length <= 2) return values.join(language === 'ja' ? '・' : ' and ');
  return language === 'ja' ? `${values[0]} ほか ${values.length - 1} 件` : `${values[0]} and ${values.length - 1} more`;
}

/** Of a longer statement only its beginning can be in a title. */
const TITLE_FROM = 4000;

/** What it says; its comments only where there is nothing else. */
function shortened(sql: string): string {
  const begin = sql.slice(0, TITLE_FROM);
  const said = replaced(
    begin,
    lexemes(begin).filter(({ kind }) => kind === 'comment'),
    () => ' ',
  );
  const line = (said.trim() === '' ? begin : said).replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** `Sample`, a folder's or file's last name, the profile, or the table as `database.table`. */
export function sourceName(source: SourceRef, language: Language): string {
  switch (source.kind) {
    case 'sample':
      return language === 'ja' ? 'サンプル' : 'Sample';
    case 'folder':
    case 'csv':
      return lastName(source.path);
    case 'athena':
      return source.profile ?? (source.database === null ? source.table : `${source.database}.${source.table}`);
  }
}

function lastName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

/** `flows-192.168.0.10-20221128-1215-JST.xlsx`: letters that every file system takes. @param extension `xlsx` or `csv` */
export function exportFileName(run: Pick<Run, 'query' | 'source' | 'createdAt'>, extension: string): string {
  const { query } = run;
  const parts = ['flows'];
  if (query.type === 'form') {
    const { form } = query;
    if (form.kind !== 'records') parts.push(form.kind);
    const [first] = form.addresses;
    if (first !== undefined) parts.push(first);
    const [port] = form.ports;
    if (port !== undefined) parts.push(`port-${port}`);
    const wall = formatEpoch(form.from, form.zone);
    parts.push(wall.slice(0, 10).replaceAll('-', ''), wall.slice(11, 16).replace(':', ''), zoneAbbreviation(form.from, form.zone));
  } else {
    if (query.type === 'rows') parts.push(sourceName(run.source, 'en').replace(/\.csv$/i, ''));
    const wall = formatEpoch(Math.floor(Date.parse(run.createdAt) / 1000), query.zone);
    parts.push(wall.slice(0, 10).replaceAll('-', ''), wall.slice(11, 16).replace(':', ''));
  }
  const stem = parts
    .join('-')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, 120);
  return `${stem}.${extension}`;
}
