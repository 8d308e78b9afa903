/**
 * Whether a table's reader opens a flow log's files as they are: a reader of Parquet or of text, the header line that
 * every text file begins with, the space between its fields
 * (docs.aws.amazon.com/athena/latest/ug/vpc-flow-logs-create-table-statement.html, .../ug/supported-serdes.html). Pure.
 */
import type { Table } from '@aws-sdk/client-glue';
import type { Misfit } from '../../../preload/contract/integration.ts';
import { storageOf, type TableDefinition } from './own-table.ts';

/** Lines above the records in each text file of a flow log: the names of its fields. */
const HEADER_LINES = 1;
const HEADER_PROPERTY = 'skip.header.line.count';
/** Hive's own where a table names none. */
const HIVE_DELIMITER = '\u0001';

type Settings = Readonly<Record<string, string>>;

/** Readers of text that cut a line at a sign, which their settings name. */
const cutters: readonly { readonly library: RegExp; readonly sign: (settings: Settings) => string }[] = [
  // The first sign alone counts; a number is its code: `serialization.format` = `1` is no digit (Hive's LazyUtils.getByte).
  {
    library: /\.LazySimpleSerDe$/i,
    sign: (settings) => {
      const value = settings['field.delim'] || settings['serialization.format'] || HIVE_DELIMITER;
      return /^\d{1,3}$/.test(value) ? String.fromCharCode(Number(value)) : value.charAt(0);
    },
  },
  { library: /\.MultiDelimitSerDe$/i, sign: (settings) => settings['field.delim'] || HIVE_DELIMITER },
  { library: /\.OpenCSVSerDe$/i, sign: (settings) => settings.separatorChar || ',' },
];
/** Those that take a line apart by a pattern, which says itself what stands between the fields. */
const byPattern = /\.(Regex|Grok)SerDe$/i;

/**
 * @param table as Glue has it; what it does not say is not held against it
 * @returns misfits of the table as a whole; a `format` one stands alone, for then nothing else of it can be judged
 */
export function readerMisfits(
  { StorageDescriptor: storage, Parameters: parameters = {} }: Pick<Table, 'StorageDescriptor' | 'Parameters'>,
  fileFormat: TableDefinition['fileFormat'],
): readonly Misfit[] {
  const library = storage?.SerdeInfo?.SerializationLibrary;
  const input = storage?.InputFormat;
  const isRight = fileFormat === 'parquet' ? isParquet : isText;
  if (!isRight(library, input)) {
    // The part that is wrong; both where the library is right, and what finds the records is not.
    const found = [library, ...(library !== undefined && isRight(library, undefined) ? [input] : [])].map(shortName).join(', ');
    return [misfit('format', shortName(storageOf(fileFormat).serde), found || shortName(input))];
  }
  if (fileFormat === 'parquet') return [];
  const settings = storage?.SerdeInfo?.Parameters ?? {};
  const misfits: Misfit[] = [];
  const skipped = (parameters[HEADER_PROPERTY] ?? settings[HEADER_PROPERTY] ?? '0').trim();
  if (Number(skipped) !== HEADER_LINES) misfits.push(misfit('header', String(HEADER_LINES), skipped));
  const sign = cutters.find((each) => each.library.test(library ?? ''))?.sign(settings) ?? ' ';
  if (sign !== ' ') misfits.push(misfit('delimiter', JSON.stringify(' '), JSON.stringify(sign)));
  return misfits;
}

const misfit = (problem: Misfit['problem'], expected: string, found: string): Misfit => ({
  field: null,
  column: null,
  problem,
  expected,
  found,
});

const isParquet = (library: string | undefined, input: string | undefined): boolean =>
  (library === undefined || /parquet/i.test(library)) && (input === undefined || /parquet/i.test(input));

/** Others read text files too, but none that is written as a flow log: JSON, events of CloudTrail. */
const isText = (library: string | undefined, input: string | undefined): boolean =>
  (library === undefined || byPattern.test(library) || cutters.some((each) => each.library.test(library))) &&
  (input === undefined || /TextInputFormat$/i.test(input));

/** `LazySimpleSerDe` of its Java name. */
const shortName = (name: string | undefined): string => name?.slice(name.lastIndexOf('.') + 1) ?? '';
