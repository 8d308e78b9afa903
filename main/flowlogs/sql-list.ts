/** Small pieces that statements are put together from. Everything that is handed in is SQL already. */

/** `x = 1`, or `x IN (1, 2)`. */
export function oneOf(expression: string, literals: readonly string[]): string {
  return literals.length === 1 ? `${expression} = ${literals[0]}` : `${expression} IN (${literals.join(', ')})`;
}

/** One test as it is, several in parentheses. */
export function anyOf(tests: readonly string[]): string {
  return tests.length === 1 ? String(tests[0]) : `(${tests.join(' OR ')})`;
}

export const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
