/** DuckDB's types and values as Athena names and prints them. */
import { DuckDBArrayType, DuckDBListType, DuckDBMapType, DuckDBStructType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { quoteLiteral } from '../../flowlogs/quote.ts';

const names: Readonly<Record<string, string>> = {
  TINYINT: 'tinyint',
  SMALLINT: 'smallint',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  UTINYINT: 'smallint',
  USMALLINT: 'integer',
  UINTEGER: 'bigint',
  UBIGINT: 'bigint',
  // Sums of BIGINT, which Trino keeps as bigint.
  HUGEINT: 'bigint',
  UHUGEINT: 'bigint',
  FLOAT: 'real',
  DOUBLE: 'double',
  VARCHAR: 'varchar',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIME: 'time(3)',
  TIMESTAMP: 'timestamp(3)',
  TIMESTAMP_S: 'timestamp(3)',
  TIMESTAMP_MS: 'timestamp(3)',
  TIMESTAMP_NS: 'timestamp(9)',
  'TIMESTAMP WITH TIME ZONE': 'timestamp(3) with time zone',
  BLOB: 'varbinary',
  UUID: 'uuid',
  INTERVAL: 'interval day to second',
  '"NULL"': 'unknown',
};

/** `bigint` for BIGINT, `decimal(38,2)` for DECIMAL(38,2), `array(bigint)` for BIGINT[]. */
export function trinoType(type: DuckDBType): string {
  const text = String(type);
  const list = /^(.*)\[\d*\]$/.exec(text);
  if (list?.[1] !== undefined) return `array(${names[list[1]] ?? list[1].toLowerCase()})`;
  return names[text] ?? text.toLowerCase();
}

/** The DuckDB expression for a value as Athena prints it, VARCHAR; NULL stays NULL. */
export function textExpression(name: string, type: DuckDBType, depth = 0): string {
  const each = `e${depth}`;
  const inner = (part: string, of: DuckDBType) => `coalesce(${textExpression(part, of, depth + 1)}, 'null')`;
  const joined = (list: string, part: string) => `array_to_string(list_transform(${list}, lambda ${each}: ${part}), ', ')`;
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType)
    return `'[' || ${joined(name, inner(each, type.valueType))} || ']'`;
  if (type instanceof DuckDBMapType) {
    const entry = `${inner(`${each}.key`, type.keyType)} || '=' || ${inner(`${each}.value`, type.valueType)}`;
    return `'{' || ${joined(`map_entries(${name})`, entry)} || '}'`;
  }
  if (type instanceof DuckDBStructType) {
    const fields = type.entryTypes.map((of, index) => {
      const own = type.entryNames[index] ?? '';
      return `${quoteLiteral(`${own === '' ? `field${index}` : own}=`)} || ${inner(`struct_extract(${name}, ${own === '' ? index + 1 : quoteLiteral(own)})`, of)}`;
    });
    return `CASE WHEN ${name} IS NOT NULL THEN '{' || ${fields.join(" || ', ' || ")} || '}' END`;
  }
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return name;
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
      return `strftime(${name}, '%Y-%m-%d %H:%M:%S.%g')`;
    case DuckDBTypeId.TIMESTAMP_TZ:
      return `strftime(${name} AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%g UTC')`;
    case DuckDBTypeId.BLOB:
      return `trim(regexp_replace(lower(hex(${name})), '(..)', '\\1 ', 'g'))`;
    case DuckDBTypeId.DOUBLE:
      return `nagare_double_text(${name})`;
    case DuckDBTypeId.INTERVAL:
      return intervalText(`epoch_ms(${name})`);
    case DuckDBTypeId.FLOAT:
      return `CASE WHEN isinf(${name}) THEN if(${name} > 0, 'Infinity', '-Infinity') WHEN isnan(${name}) THEN 'NaN' ELSE CAST(${name} AS VARCHAR) END`;
    default:
      return `CAST(${name} AS VARCHAR)`;
  }
}

/** `1 02:03:04.500` @param ms an expression for its milliseconds */
function intervalText(ms: string): string {
  const part = (length: number, size: number) => `abs(${ms}) // ${length} % ${size}`;
  return `printf('%s%d %02d:%02d:%02d.%03d', if(${ms} < 0, '-', ''), abs(${ms}) // 86400000, ${part(3_600_000, 24)}, ${part(60_000, 60)}, ${part(1000, 60)}, ${part(1, 1000)})`;
}
