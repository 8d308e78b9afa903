/** The words of Trino's SELECT that are coloured and completed. Parts of dates are left out: `day` and `hour` are columns here. */
export const keywords: readonly string[] =
  'all and any as asc at between by case cast cross current_date current_timestamp desc distinct else end escape except exists extract fetch filter first following from full group grouping having in inner intersect interval into is join last lateral left like limit natural not null nulls offset on only or order ordinality outer over partition preceding range recursive right rollup row rows select sets some then try_cast unbounded union unnest using values when where window with zone'.split(
    ' ',
  );

export const types: readonly string[] =
  'array bigint boolean char date decimal double integer ipaddress json map real smallint time timestamp tinyint uuid varbinary varchar'.split(
    ' ',
  );
