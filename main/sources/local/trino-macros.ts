/** Trino functions that DuckDB lacks, or has with another meaning (`nagare_...`, put there by `trino-rewrite.ts`), as macros. */

/** Functions of any number of arguments: so many are enough. */
const MOST_ARGUMENTS = 12;

/** As many as in Athena. DuckDB works a constant list out before it runs anything: it takes a minute for 60 million, and cannot be stopped. */
const MOST_IN_SEQUENCE = 50_000;

export const trinoMacros: readonly string[] = [
  // Addresses. Trino's contains(network, address) beside its contains(array, element).
  'CREATE MACRO nagare_contains(network VARCHAR, address VARCHAR) AS nagare_in_network(network, address), (list, element) AS list_contains(list, element)',

  // Moments. A time at a zone is that zone's wall time here: DuckDB's types keep no zone.
  'CREATE MACRO nagare_from_unixtime(seconds) AS to_timestamp(seconds), (seconds, zone) AS timezone(zone, to_timestamp(seconds))',
  // For calls that the translation does not see as such.
  'CREATE MACRO from_unixtime(seconds) AS to_timestamp(seconds)',
  'CREATE MACRO to_unixtime(moment) AS epoch(moment)',
  'CREATE MACRO nagare_moment(text) AS CAST(text AS TIMESTAMPTZ)',
  // A bare timestamp is UTC, as the session is. DuckDB alone would take it for the zone's own.
  'CREATE MACRO at_timezone(moment, zone) AS timezone(zone, CAST(moment AS TIMESTAMPTZ))',
  'CREATE MACRO with_timezone(wall, zone) AS timezone(zone, CAST(wall AS TIMESTAMP))',
  "CREATE MACRO nagare_to_iso8601(day DATE) AS CAST(day AS VARCHAR), (moment TIMESTAMP) AS strftime(moment, '%Y-%m-%dT%H:%M:%S.%g'), (moment TIMESTAMPTZ) AS strftime(moment, '%Y-%m-%dT%H:%M:%S.%gZ')",
  'CREATE MACRO nagare_from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)',
  'CREATE MACRO nagare_date_format(moment, pattern) AS strftime(moment, pattern)',
  'CREATE MACRO nagare_date_parse(text, pattern) AS strptime(text, pattern)',
  'CREATE MACRO nagare_format_datetime(moment, pattern) AS strftime(moment, pattern)',
  'CREATE MACRO nagare_parse_datetime(text, pattern) AS CAST(strptime(text, pattern) AS TIMESTAMPTZ)',
  'CREATE MACRO nagare_date_trunc(unit, day DATE) AS CAST(date_trunc(unit, day) AS DATE), (unit, moment) AS date_trunc(unit, moment)',
  // Whole units that have passed; DuckDB's date_diff counts the boundaries between.
  'CREATE MACRO nagare_date_diff(unit, a, b) AS date_sub(unit, a, b)',
  "CREATE MACRO nagare_date_add(unit, n, day DATE) AS CAST(day + CAST(n || ' ' || unit AS INTERVAL) AS DATE), (unit, n, moment) AS moment + CAST(n || ' ' || unit AS INTERVAL)",
  'CREATE MACRO dow(moment) AS isodow(moment)',
  'CREATE MACRO doy(moment) AS dayofyear(moment)',

  // Texts. NULL in gives NULL out, also where DuckDB leaves it out.
  "CREATE MACRO nagare_varchar(value DATE) AS CAST(value AS VARCHAR), (value TIMESTAMP) AS strftime(value, '%Y-%m-%d %H:%M:%S.%g'), (value TIMESTAMPTZ) AS strftime(value, '%Y-%m-%d %H:%M:%S.%g UTC'), (value) AS CAST(value AS VARCHAR)",
  `CREATE MACRO nagare_concat${overloads(2, (names) => names.join(' || '))}`,
  `CREATE MACRO nagare_format${overloads(2, (names) => `printf(${names.join(', ')})`)}`,
  'CREATE MACRO nagare_url_decode(text) AS url_decode(text)',
  'CREATE MACRO nagare_url_encode(text) AS url_encode(text)',
  'CREATE MACRO array_join(list, separator) AS array_to_string(list, separator)',
  'CREATE MACRO regexp_count(text, pattern) AS len(regexp_extract_all(text, pattern))',
  'CREATE MACRO codepoint(letter) AS unicode(letter)',
  'CREATE MACRO levenshtein_distance(a, b) AS levenshtein(a, b)',
  'CREATE MACRO hamming_distance(a, b) AS hamming(a, b)',

  // Numbers.
  `CREATE MACRO nagare_greatest${overloads(2, unlessNull('greatest'))}`,
  `CREATE MACRO nagare_least${overloads(2, unlessNull('least'))}`,
  'CREATE MACRO nagare_true(condition) AS CASE WHEN condition THEN 1 END',
  'CREATE MACRO bitwise_and(a, b) AS CAST(a AS BIGINT) & CAST(b AS BIGINT)',
  'CREATE MACRO bitwise_or(a, b) AS CAST(a AS BIGINT) | CAST(b AS BIGINT)',
  'CREATE MACRO bitwise_xor(a, b) AS xor(CAST(a AS BIGINT), CAST(b AS BIGINT))',
  'CREATE MACRO bitwise_not(a) AS ~CAST(a AS BIGINT)',
  'CREATE MACRO bitwise_left_shift(a, n) AS CAST(a AS BIGINT) << n',
  'CREATE MACRO bitwise_right_shift(a, n) AS CAST(a AS BIGINT) >> n',
  'CREATE MACRO approx_percentile(x, share) AS approx_quantile(x, share)',
  "CREATE MACRO nan() AS CAST('NaN' AS DOUBLE)",
  "CREATE MACRO infinity() AS CAST('Infinity' AS DOUBLE)",
  'CREATE MACRO is_nan(x) AS isnan(x)',
  'CREATE MACRO nagare_element_at(collection, key) AS collection[key]',
  `CREATE MACRO sequence${['BIGINT', 'TIMESTAMP', 'TIMESTAMPTZ'].map(sequences).join(', ')}`,
];

/** `(a TYPE, b TYPE) AS ..., (a TYPE, b TYPE, step) AS ...` The last one fails, not the list: a list would be made all the same. */
function sequences(type: string): string {
  const isNumber = type === 'BIGINT';
  const last = (step: string) => {
    const steps = isNumber ? `(CAST(b AS HUGEINT) - a) // nullif(${step}, 0)` : `epoch(b - a) / nullif(epoch(${step}), 0)`;
    const failure = `error('The result of the sequence function must not have more than ${MOST_IN_SEQUENCE} entries.')`;
    return `CASE WHEN abs(${steps}) >= ${MOST_IN_SEQUENCE} THEN ${failure} ELSE b END`;
  };
  const stepped = `(a ${type}, b ${type}, step ${isNumber ? 'BIGINT' : 'INTERVAL'}) AS generate_series(a, ${last('step')}, step)`;
  return isNumber ? `(a ${type}, b ${type}) AS generate_series(a, ${last('1')}), ${stepped}` : stepped;
}

/** `(a1, a2) AS ..., (a1, a2, a3) AS ...` */
function overloads(least: number, body: (names: readonly string[]) => string): string {
  const names = Array.from({ length: MOST_ARGUMENTS }, (_, index) => `a${index + 1}`);
  return names
    .slice(least - 1)
    .map((_, index) => names.slice(0, least + index))
    .map((each) => `(${each.join(', ')}) AS ${body(each)}`)
    .join(', ');
}

function unlessNull(name: string): (names: readonly string[]) => string {
  return (names) => `CASE WHEN ${names.map((each) => `${each} IS NOT NULL`).join(' AND ')} THEN ${name}(${names.join(', ')}) END`;
}
