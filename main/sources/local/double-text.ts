/** DOUBLE as Athena prints it: as Java does, `1.6696053E9`. */
import { DOUBLE, type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';

/** Decimal between 0.001 and ten million, scientific outside, the shortest digits that read back as the same number. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    return `${mantissa}${mantissa.includes('.') ? '' : '.0'}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-' : ''}${value}.0` : String(value);
}

/** Registers `nagare_double_text`. */
export function registerDoubleText(connection: DuckDBConnection): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: 'nagare_double_text',
      parameterTypes: [DOUBLE],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const values = input.getColumnValues(0) as (number | null)[];
        for (const [row, value] of values.entries()) output.setItem(row, value === null ? null : doubleText(value));
        output.flush();
      },
    }),
  );
}
