/**
 * The partition predicate for a window: which time partitions can hold its flows, as SQL.
 *
 * A file lies in the partition of its records' end (UTC), a flow lasts up to 600 s, clocks differ by up to 60 s, and
 * an older text of AWS's names files by the end of a five-minute group: so a flow that starts in [a, b] lies between
 * the partition of `a` and the one of `b + 900 s`. The predicate covers exactly these at the scheme's grain.
 */
import type { PartitionKey } from '../../preload/contract/query.ts';
import { lastGrainOf, next, previous, startOf, type Unit, unitOf } from './calendar-units.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';

/** How much later than its start a flow's file can be named, seconds. */
export const LATE_SECONDS = 900;

/**
 * A boolean expression over the partition columns, ready to stand in an AND, or NULL when the table has no time partitions.
 * @param from window start, Unix seconds  @param to window end, Unix seconds, not before `from`
 */
export function partitionPredicate(table: { readonly partitionKeys: readonly PartitionKey[] }, from: number, to: number): string | null {
  const keys = table.partitionKeys;
  const finest = keys.at(-1);
  if (!finest) return null;
  const grain = unitOf[finest.pattern];
  const expression = cover(keys, startOf(grain, from), startOf(grain, to + LATE_SECONDS), grain);
  return bracketed(expression);
}

interface Expression {
  readonly text: string;
  /** Whether it must be put in parentheses beside an AND. */
  readonly isOr: boolean;
}

/** Covers the grains `first` to `last`, both included, by the keys from coarse to fine. */
function cover(keys: readonly PartitionKey[], first: number, last: number, grain: Unit): Expression {
  const [key, ...finer] = keys;
  if (!key) return { text: '', isOr: false };
  const unit = unitOf[key.pattern];
  const firstUnit = startOf(unit, first);
  const lastUnit = startOf(unit, last);
  const wholeHead = first === firstUnit;
  const wholeTail = last === lastGrainOf(unit, lastUnit, grain);

  if (firstUnit === lastUnit) {
    const here = equal(key, firstUnit);
    return wholeHead && wholeTail ? { text: here, isOr: false } : both(here, cover(finer, first, last, grain));
  }
  const pieces: Expression[] = [];
  if (!wholeHead) pieces.push(both(equal(key, firstUnit), cover(finer, first, lastGrainOf(unit, firstUnit, grain), grain)));
  const middleFrom = wholeHead ? firstUnit : next(unit, firstUnit);
  const middleTo = wholeTail ? lastUnit : previous(unit, lastUnit);
  if (middleFrom <= middleTo) pieces.push({ text: range(key, unit, middleFrom, middleTo), isOr: false });
  if (!wholeTail) pieces.push(both(equal(key, lastUnit), cover(finer, lastUnit, last, grain)));
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  return {
    // AND binds closer than OR: these parentheses are for the reader.
    text: pieces.map((piece) => (piece.text.includes(' AND ') ? `(${piece.text})` : piece.text)).join(' OR '),
    isOr: true,
  };
}

function bracketed(expression: Expression): string {
  return expression.isOr ? `(${expression.text})` : expression.text;
}

function both(left: string, right: Expression): Expression {
  if (right.text === '') return { text: left, isOr: false };
  return { text: `${left} AND ${bracketed(right)}`, isOr: false };
}

function equal(key: PartitionKey, epoch: number): string {
  return `${quoteIdentifier(key.column)} = ${partitionLiteral(key, epoch)}`;
}

/** Values of one pattern have one width, so texts compare as their numbers do. */
function range(key: PartitionKey, unit: Unit, from: number, to: number): string {
  if (from === to) return equal(key, from);
  if (next(unit, from) === to) return `${quoteIdentifier(key.column)} IN (${partitionLiteral(key, from)}, ${partitionLiteral(key, to)})`;
  return `${quoteIdentifier(key.column)} BETWEEN ${partitionLiteral(key, from)} AND ${partitionLiteral(key, to)}`;
}

/** The value of the partition column for the moment, as the SQL literal that its type wants. */
function partitionLiteral(key: PartitionKey, epoch: number): string {
  const value = partitionValue(key, epoch);
  if (key.type === 'integer') return String(Number(value));
  return key.type === 'date' ? `DATE ${quoteLiteral(value)}` : quoteLiteral(value);
}

/** The partition's value as the catalogue has it: `03`, `2022/11/28`, `year=2022`. */
export function partitionValue(key: PartitionKey, epoch: number): string {
  const iso = new Date(epoch * 1000).toISOString();
  const [year, month, day, hour] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), iso.slice(11, 13)];
  const text = key.pattern.replace('yyyy', year).replace('MM', month).replace('dd', day).replace('HH', hour);
  return key.prefix + text;
}
