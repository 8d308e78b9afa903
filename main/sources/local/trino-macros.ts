/** Trino functions that DuckDB lacks and that the translation passes through, as macros. */
export const trinoMacros: readonly string[] = [
  'CREATE MACRO nagare_contains(network, address) AS nagare_in_network(network, address)',
  'CREATE MACRO from_unixtime(seconds) AS to_timestamp(seconds)',
  'CREATE MACRO to_unixtime(moment) AS epoch(moment)',
  "CREATE MACRO nagare_to_iso8601(moment) AS strftime(moment, '%Y-%m-%dT%H:%M:%S.%gZ')",
  'CREATE MACRO nagare_from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)',
  'CREATE MACRO nagare_url_decode(text) AS url_decode(text)',
  'CREATE MACRO nagare_url_encode(text) AS url_encode(text)',
  'CREATE MACRO bitwise_and(a, b) AS CAST(a AS BIGINT) & CAST(b AS BIGINT)',
  'CREATE MACRO bitwise_or(a, b) AS CAST(a AS BIGINT) | CAST(b AS BIGINT)',
  'CREATE MACRO bitwise_xor(a, b) AS xor(CAST(a AS BIGINT), CAST(b AS BIGINT))',
  'CREATE MACRO bitwise_not(a) AS ~CAST(a AS BIGINT)',
  'CREATE MACRO approx_percentile(x, share) AS approx_quantile(x, share)',
];
