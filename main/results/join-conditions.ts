/**
 * Conditions as one, `a AND b AND c`, in brackets that halve it: SQLite takes an expression 1,000 deep, and each AND
 * behind another is one deeper. @param conditions at least one
 */
export function joinConditions(conditions: readonly string[], word: 'AND' | 'OR'): string {
  if (conditions.length <= 2) return conditions.join(` ${word} `);
  const half = conditions.length >> 1;
  const halves = [conditions.slice(0, half), conditions.slice(half)];
  return halves.map((each) => `(${joinConditions(each, word)})`).join(` ${word} `);
}
