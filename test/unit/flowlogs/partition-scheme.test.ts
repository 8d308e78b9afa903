import { describe, expect, it } from 'vitest';
import type { CatalogKey } from '../../../main/flowlogs/partition-key.ts';
import { partitionScheme } from '../../../main/flowlogs/partition-scheme.ts';
import { partitionPredicate } from '../../../main/flowlogs/partitions.ts';

const strings = (...names: readonly string[]): CatalogKey[] => names.map((name) => ({ name, type: 'string' }));
const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
const to = Date.UTC(2022, 10, 28, 3, 30) / 1000;

/** The predicate that a scheme leads to is what matters. */
function predicate(
  keys: readonly CatalogKey[],
  values: readonly (readonly string[])[],
  parameters: Record<string, string> = {},
): string | null {
  const scheme = partitionScheme(keys, parameters, values);
  return scheme.isUnderstood ? partitionPredicate({ partitionKeys: scheme.keys }, from, to) : 'not understood';
}

describe('partition keys that are understood', () => {
  it.each<[string, CatalogKey[], string[][], string | null]>([
    ['year/month/day', strings('year', 'month', 'day'), [['2022', '11', '28']], `"year" = '2022' AND "month" = '11' AND "day" = '28'`],
    [
      'with hours',
      strings('year', 'month', 'day', 'hour'),
      [['2022', '11', '28', '03']],
      `"year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`,
    ],
    [
      'literal values',
      strings('year', 'month', 'day'),
      [
        ['year=2022', 'month=11', 'day=28'],
        ['year=2021', 'month=01', 'day=02'],
      ],
      `"year" = 'year=2022' AND "month" = 'month=11' AND "day" = 'day=28'`,
    ],
    [
      'Hive keys with hyphens',
      strings('aws-account-id', 'aws-service', 'aws-region', 'year', 'month', 'day'),
      [['1', 'vpcflowlogs', 'eu-west-1', '2022', '11', '28']],
      `"year" = '2022' AND "month" = '11' AND "day" = '28'`,
    ],
    [
      'numbers',
      [
        { name: 'year', type: 'int' },
        { name: 'month', type: 'int' },
        { name: 'day', type: 'int' },
      ],
      [['2022', '1', '2']],
      '"year" = 2022 AND "month" = 11 AND "day" = 28',
    ],
    ['a DATE', [{ name: 'date', type: 'date' }], [], `"date" = DATE '2022-11-28'`],
    ['a text with hyphens', strings('date'), [['2022-11-27'], ['2022-11-28']], `"date" = '2022-11-28'`],
    [
      'a text with slashes, and hours',
      strings('region', 'date', 'hour'),
      [['eu-west-1', '2022/11/28', '00']],
      `"date" = '2022/11/28' AND "hour" = '03'`,
    ],
    ['day as a whole date', strings('accid', 'region', 'day'), [['1', 'eu-west-1', '2022/11/28']], `"day" = '2022/11/28'`],
    ['a date without signs', strings('dt'), [['20221128']], `"dt" = '20221128'`],
    ['a date as a number', [{ name: 'dt', type: 'int' }], [['20221128']], '"dt" = 20221128'],
    ['a date and hour in one', strings('datehour'), [['2022/11/28/03']], `"datehour" = '2022/11/28/03'`],
    ['a date, and an hour with its date', strings('date', 'hour'), [['2022-11-28', '2022-11-28-03']], `"hour" = '2022-11-28-03'`],
    ['months only', strings('year', 'month'), [['2022', '11']], `"year" = '2022' AND "month" = '11'`],
    ['region and account alone', strings('account_id', 'region'), [['1', 'eu-west-1']], null],
    ['none', [], [], null],
  ])('%s', (_name, keys, values, expected) => {
    expect(predicate(keys, values)).toBe(expected);
  });

  it('by the projection that makes their values', () => {
    const on = { 'projection.enabled': 'true' };
    expect(
      predicate(strings('region', 'date', 'hour'), [], {
        ...on,
        'projection.date.type': 'date',
        'projection.date.format': 'yyyy/MM/dd',
        'projection.hour.type': 'integer',
        'projection.hour.range': '00,23',
        'projection.hour.digits': '2',
      }),
    ).toBe(`"date" = '2022/11/28' AND "hour" = '03'`);
    const hourly = { 'projection.dt.type': 'date', 'projection.dt.format': 'yyyy/MM/dd/HH', 'projection.dt.interval.unit': 'HOURS' };
    expect(predicate(strings('dt'), [], { ...on, ...hourly, 'projection.dt.interval': '1' })).toBe(`"dt" = '2022/11/28/03'`);
    expect(predicate(strings('dt'), [], { ...on, ...hourly, 'projection.dt.interval': '3' })).toBe('not understood');
    expect(predicate(strings('day'), [], { ...on, 'projection.day.type': 'date', 'projection.day.format': 'yyyy/MM/dd' })).toBe(
      `"day" = '2022/11/28'`,
    );
    expect(
      predicate(strings('year', 'month'), [], {
        ...on,
        'projection.year.type': 'integer',
        'projection.month.type': 'enum',
        'projection.month.values': '01,02,03,04,05,06,07,08,09,10,11,12',
      }),
    ).toBe(`"year" = '2022' AND "month" = '11'`);
  });
});

describe('partition keys that leave a doubt', () => {
  it.each<[string, CatalogKey[], string[][], Record<string, string>]>([
    ['no partition to look at', strings('year', 'month', 'day'), [], {}],
    ['values without leading zeros', strings('year'), [['22']], {}],
    ['values of two forms', strings('date'), [['2022-11-28'], ['2022/11/28']], {}],
    ['the default partition', strings('date'), [['2022-11-28'], ['__HIVE_DEFAULT_PARTITION__']], {}],
    ['prefixed and plain', strings('year'), [['year=2022'], ['2022']], {}],
    ['a name that says nothing', strings('part'), [['2022-11-28']], {}],
    ['an hour by itself', strings('hour'), [['03']], {}],
    ['a month without its year', strings('month', 'day'), [['11', '28']], {}],
    [
      'hours in a projected date',
      strings('date'),
      [],
      { 'projection.enabled': 'true', 'projection.date.type': 'date', 'projection.date.format': 'yyyy/MM/dd/HH' },
    ],
    [
      'projected numbers without leading zeros',
      strings('year', 'month'),
      [],
      { 'projection.enabled': 'true', 'projection.month.type': 'integer' },
    ],
    [
      'a projection by weeks',
      strings('date'),
      [],
      {
        'projection.enabled': 'true',
        'projection.date.type': 'date',
        'projection.date.format': 'yyyy/MM/dd',
        'projection.date.interval': '7',
        'projection.date.interval.unit': 'DAYS',
      },
    ],
    [
      'a DATE projected by months',
      [{ name: 'date', type: 'date' }],
      [],
      {
        'projection.enabled': 'true',
        'projection.date.type': 'date',
        'projection.date.format': 'yyyy-MM-dd',
        'projection.date.interval': '1',
        'projection.date.interval.unit': 'MONTHS',
      },
    ],
    [
      "a week's year",
      strings('date'),
      [],
      { 'projection.enabled': 'true', 'projection.date.type': 'date', 'projection.date.format': 'YYYY/MM/dd' },
    ],
  ])('%s', (_name, keys, values, parameters) => {
    const scheme = partitionScheme(keys, parameters, values);
    expect(scheme).toMatchObject({ keys: [], isUnderstood: false, injected: [] });
  });

  it('every sixth hour is no hour: days are as far as it goes', () => {
    const parameters = {
      'projection.enabled': 'true',
      'projection.date.type': 'date',
      'projection.date.format': 'yyyy/MM/dd',
      'projection.hour.type': 'integer',
      'projection.hour.digits': '2',
      'projection.hour.interval': '6',
    };
    expect(predicate(strings('date', 'hour'), [], parameters)).toBe(`"date" = '2022/11/28'`);
  });

  describe('that lie several units apart', () => {
    const days = Array.from({ length: 40 }, (_, index) => new Date(Date.UTC(2022, 9, 20 + index)).toISOString().slice(0, 10));
    const split = (day: string) => day.split('-');

    it.each<[string, CatalogKey[], string[][], string | null]>([
      [
        'every sixth hour',
        strings('year', 'month', 'day', 'hour'),
        days.flatMap((day) => ['00', '06', '12', '18'].map((hour) => [...split(day), hour])),
        `"year" = '2022' AND "month" = '11' AND "day" = '28'`,
      ],
      [
        'an hour that is always midnight',
        strings('year', 'month', 'day', 'hour'),
        days.map((day) => [...split(day), '00']),
        `"year" = '2022' AND "month" = '11' AND "day" = '28'`,
      ],
      [
        'two hours of one day',
        strings('date', 'hour'),
        [
          ['2022-11-28', '00'],
          ['2022-11-28', '12'],
        ],
        `"date" = '2022-11-28'`,
      ],
      [
        'every seventh day',
        strings('year', 'month', 'day'),
        days.filter((_, index) => index % 7 === 0).map(split),
        `"year" = '2022' AND "month" = '11'`,
      ],
      ['every seventh date', strings('dt'), days.filter((_, index) => index % 7 === 0).map((day) => [day]), 'not understood'],
      [
        'every seventh DATE',
        [{ name: 'date', type: 'date' }],
        days.filter((_, index) => index % 7 === 0).map((day) => [day]),
        'not understood',
      ],
      ['quarters', strings('year', 'month'), ['01', '04', '07', '10'].map((month) => ['2022', month]), `"year" = '2022'`],
      ['every third moment', strings('datehour'), ['00', '03', '06', '09'].map((hour) => [`2022-11-28-${hour}`]), 'not understood'],
    ])('%s: read as far as each is one', (_name, keys, values, expected) => {
      expect(predicate(keys, values)).toBe(expected);
    });

    it.each<[string, string[][]]>([
      ['with a day missing', days.filter((day) => !day.endsWith('5')).map(split)],
      ['two days far apart', [split('2022-01-02'), split('2022-11-28')]],
      ['one', [split('2022-11-28')]],
    ])('days are days: %s', (_name, values) => {
      expect(predicate(strings('year', 'month', 'day'), values)).toBe(`"year" = '2022' AND "month" = '11' AND "day" = '28'`);
    });

    const enumerated = (values: string, keys = strings('date', 'hour')) =>
      predicate(keys, [], {
        'projection.enabled': 'true',
        'projection.date.type': 'date',
        'projection.date.format': 'yyyy-MM-dd',
        [`projection.${keys.at(-1)?.name}.type`]: 'enum',
        [`projection.${keys.at(-1)?.name}.values`]: values,
      });
    const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

    it('a range of numbers is one only with all of them', () => {
      const ranged = (range: string) =>
        predicate([...strings('date'), { name: 'hour', type: 'int' }], [], {
          'projection.enabled': 'true',
          'projection.date.type': 'date',
          'projection.date.format': 'yyyy-MM-dd',
          'projection.hour.type': 'integer',
          'projection.hour.range': range,
        });
      expect(ranged('0, 23')).toBe(`"date" = '2022-11-28' AND "hour" = 3`);
      expect(ranged('0,3')).toBe(`"date" = '2022-11-28'`);
      expect(ranged('1,24')).toBe(`"date" = '2022-11-28'`);
    });

    it('an enumeration is one only with all of its values', () => {
      expect(enumerated(hours.join(','))).toBe(`"date" = '2022-11-28' AND "hour" = '03'`);
      expect(enumerated('00,06,12,18')).toBe(`"date" = '2022-11-28'`);
      expect(enumerated(hours.slice(1).join(','))).toBe(`"date" = '2022-11-28'`);
      expect(enumerated('2021,2022,2023', strings('year'))).toBe(`"year" = '2022'`);
      expect(enumerated('2020,2022', strings('year'))).toBe('not understood');
      expect(enumerated('20221127,20221128', strings('dt'))).toBe(`"dt" = '20221128'`);
      expect(enumerated('20221121,20221128', strings('dt'))).toBe('not understood');
      expect(enumerated('20221128', strings('dt'))).toBe('not understood');
    });
  });

  it('and what is injected is named: a statement must say it', () => {
    const on = { 'projection.enabled': 'true', 'projection.day.type': 'date', 'projection.day.format': 'yyyy/MM/dd' };
    const scheme = partitionScheme(strings('accid', 'region', 'day'), { ...on, 'projection.accid.type': ' Injected ' }, []);
    expect(scheme).toMatchObject({ isUnderstood: true, injected: ['accid'], keys: [{ column: 'day' }] });
    expect(partitionScheme(strings('date'), { 'projection.enabled': 'TRUE', 'projection.date.type': 'injected' }, [])).toEqual({
      keys: [],
      isUnderstood: true,
      scope: [],
      injected: ['date'],
    });
  });

  it.each<[string, CatalogKey[], string[][], Record<string, string>, object[]]>([
    [
      'as AWS names them',
      strings('aws-account-id', 'aws-service', 'aws-region'),
      [['012345678901', 'vpcflowlogs', 'eu-west-1']],
      {},
      [
        { column: 'aws-account-id', field: 'account_id', type: 'string', prefix: '', isInjected: false },
        { column: 'aws-region', field: 'region', type: 'string', prefix: '', isInjected: false },
      ],
    ],
    ['with their names before them', strings('region'), [['aws-region=eu-west-1']], {}, [{ column: 'region', prefix: 'aws-region=' }]],
    ['as a number', [{ name: 'accid', type: 'bigint' }], [['12345678901']], {}, [{ column: 'accid', type: 'integer' }]],
    ['by a name of somebody’s', strings('account'), [['production']], {}, []],
    ['some of them by a name', strings('account'), [['123456789012'], ['production']], {}, []],
    [
      'enumerated',
      strings('accid', 'region'),
      [],
      {
        'projection.accid.type': 'enum',
        'projection.accid.values': '123456789012,210987654321',
        'projection.region.type': 'enum',
        'projection.region.values': 'tokyo,osaka',
      },
      [{ column: 'accid', isInjected: false }],
    ],
    [
      'injected',
      strings('accid'),
      [],
      { 'projection.accid.type': 'injected' },
      [{ column: 'accid', field: 'account_id', isInjected: true }],
    ],
    ['not time', strings('part'), [['123456789012']], {}, []],
  ])('whose and where: %s', (_name, keys, values, parameters, scope) => {
    const on = Object.keys(parameters).length > 0 ? { 'projection.enabled': 'true' } : {};
    const found = partitionScheme(keys, { ...on, ...parameters }, values).scope;
    expect(found).toHaveLength(scope.length);
    expect(found).toMatchObject(scope);
  });

  it('narrow as far as they are clear', () => {
    const values = [['2022', '11', '3']];
    expect(partitionScheme(strings('year', 'month', 'day'), {}, values).keys.map((key) => key.column)).toEqual(['year', 'month']);
    expect(partitionScheme(strings('year', 'month', 'part'), {}, [['2022', '11', 'x']]).isUnderstood).toBe(true);
  });
});
