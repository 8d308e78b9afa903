/**
 * Functions of Athena engine version 3 that matter for flow logs, with what they take and give. Source: "Functions in
 * Amazon Athena" (docs.aws.amazon.com/athena/latest/ug/functions-env3.html), which names Trino's own pages
 * (trino.io/docs/current/functions.html) for each group. A line is one signature; a name may have several.
 */
const signatures = `
  approx_distinct(x) → bigint
  approx_most_frequent(buckets, value, capacity) → map
  approx_percentile(x, percentage) → as x
  arbitrary(x) → as x
  array_agg(x) → array
  avg(x) → double
  bool_and(x) → boolean
  bool_or(x) → boolean
  corr(y, x) → double
  count(*) → bigint
  count(x) → bigint
  count_if(x) → bigint
  geometric_mean(x) → double
  histogram(x) → map
  listagg(x, separator) → varchar
  map_agg(key, value) → map
  max(x) → as x
  max(x, n) → array
  max_by(x, y) → as x
  min(x) → as x
  min(x, n) → array
  min_by(x, y) → as x
  stddev(x) → double
  stddev_pop(x) → double
  sum(x) → as x
  variance(x) → double

  cume_dist() → double
  dense_rank() → bigint
  first_value(x) → as x
  lag(x, offset, default) → as x
  last_value(x) → as x
  lead(x, offset, default) → as x
  nth_value(x, offset) → as x
  ntile(n) → bigint
  percent_rank() → double
  rank() → bigint
  row_number() → bigint

  at_timezone(timestamp, zone) → timestamp with time zone
  date(x) → date
  date_add(unit, value, timestamp) → as timestamp
  date_diff(unit, timestamp1, timestamp2) → bigint
  date_format(timestamp, format) → varchar
  date_parse(string, format) → timestamp(3)
  date_trunc(unit, x) → as x
  day(x) → bigint
  day_of_month(x) → bigint
  day_of_week(x) → bigint
  day_of_year(x) → bigint
  format_datetime(timestamp, format) → varchar
  from_iso8601_date(string) → date
  from_iso8601_timestamp(string) → timestamp(3) with time zone
  from_unixtime(unixtime) → timestamp(3) with time zone
  from_unixtime(unixtime, zone) → timestamp(3) with time zone
  hour(x) → bigint
  human_readable_seconds(seconds) → varchar
  last_day_of_month(x) → date
  minute(x) → bigint
  month(x) → bigint
  now() → timestamp(3) with time zone
  parse_datetime(string, format) → timestamp with time zone
  parse_duration(string) → interval
  quarter(x) → bigint
  second(x) → bigint
  to_iso8601(x) → varchar
  to_milliseconds(interval) → bigint
  to_unixtime(timestamp) → double
  week(x) → bigint
  with_timezone(timestamp, zone) → timestamp with time zone
  year(x) → bigint

  chr(n) → varchar
  codepoint(string) → integer
  concat(string1, string2, …) → varchar
  concat_ws(separator, string1, …) → varchar
  format(format, args…) → varchar
  length(string) → bigint
  lower(string) → varchar
  lpad(string, size, padstring) → varchar
  ltrim(string) → varchar
  position(substring IN string) → bigint
  regexp_count(string, pattern) → bigint
  regexp_extract(string, pattern, group) → varchar
  regexp_extract_all(string, pattern, group) → array(varchar)
  regexp_like(string, pattern) → boolean
  regexp_replace(string, pattern, replacement) → varchar
  regexp_split(string, pattern) → array(varchar)
  replace(string, search, replace) → varchar
  reverse(string) → varchar
  rpad(string, size, padstring) → varchar
  rtrim(string) → varchar
  split(string, delimiter) → array(varchar)
  split_part(string, delimiter, index) → varchar
  starts_with(string, substring) → boolean
  strpos(string, substring) → bigint
  substr(string, start, length) → varchar
  to_utf8(string) → varbinary
  translate(source, from, to) → varchar
  trim(string) → varchar
  upper(string) → varchar
  url_decode(value) → varchar
  url_encode(value) → varchar

  cast(value AS type) → type
  coalesce(value1, value2, …) → as the values
  format_number(number) → varchar
  greatest(value1, value2, …) → as the values
  if(condition, true_value, false_value) → as the values
  least(value1, value2, …) → as the values
  nullif(value1, value2) → as value1
  try(expression) → as expression
  try_cast(value AS type) → type
  typeof(expression) → varchar

  abs(x) → as x
  bit_count(x, bits) → bigint
  bitwise_and(x, y) → bigint
  bitwise_left_shift(value, shift) → as value
  bitwise_not(x) → bigint
  bitwise_or(x, y) → bigint
  bitwise_right_shift(value, shift) → as value
  bitwise_xor(x, y) → bigint
  ceil(x) → as x
  exp(x) → double
  floor(x) → as x
  from_base(string, radix) → bigint
  ln(x) → double
  log10(x) → double
  log2(x) → double
  mod(n, m) → as n
  power(x, p) → double
  rand() → double
  round(x) → as x
  round(x, d) → as x
  sign(x) → as x
  sqrt(x) → double
  to_base(x, radix) → varchar
  truncate(x) → double
  width_bucket(x, bound1, bound2, n) → bigint

  all_match(array, function) → boolean
  any_match(array, function) → boolean
  array_distinct(x) → array
  array_except(x, y) → array
  array_intersect(x, y) → array
  array_join(x, delimiter) → varchar
  array_max(x) → as an element
  array_min(x) → as an element
  array_position(x, element) → bigint
  array_sort(x) → array
  array_union(x, y) → array
  arrays_overlap(x, y) → boolean
  cardinality(x) → bigint
  contains(x, element) → boolean
  contains(network, address) → boolean
  element_at(array, index) → as an element
  filter(array, function) → array
  flatten(x) → array
  map_entries(x) → array(row)
  map_keys(x) → array
  map_values(x) → array
  none_match(array, function) → boolean
  reduce(array, initial, input_function, output_function) → as the output
  sequence(start, stop, step) → array
  slice(x, start, length) → array
  transform(array, function) → array
  zip(array1, array2, …) → array(row)

  crc32(binary) → bigint
  from_hex(string) → varbinary
  from_utf8(binary) → varchar
  json_extract(json, path) → json
  json_extract_scalar(json, path) → varchar
  json_format(json) → varchar
  json_parse(string) → json
  md5(binary) → varbinary
  sha256(binary) → varbinary
  to_hex(binary) → varchar
  xxhash64(binary) → varbinary
`;

export interface TrinoFunction {
  readonly name: string;
  /** `(x, y) → bigint`, one for each way to call it. */
  readonly signatures: readonly string[];
}

export const trinoFunctions: readonly TrinoFunction[] = [
  ...Map.groupBy(
    signatures
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    (line) => line.slice(0, line.indexOf('(')),
  ),
].map(([name, lines]) => ({ name, signatures: lines.map((line) => line.slice(name.length)) }));
