/** Turns what was typed or pasted into tokens. */

/**
 * Splits at commas, semicolons, white space and line ends (full-width ones too), so that a column of addresses or a
 * comma-separated list becomes tokens. Quotes around a value fall away. Empty pieces are dropped.
 */
export function splitTokens(text: string): readonly string[] {
  return text
    .split(/[\s,;、，；]+/u)
    .map((piece) => piece.replace(/^["']|["']$/g, ''))
    .filter((piece) => piece !== '');
}

/** The tokens with new ones at the end; one that is there already is not added again. */
export function addTokens(tokens: readonly string[], added: readonly string[]): readonly string[] {
  const result = [...tokens];
  for (const token of added) if (!result.includes(token)) result.push(token);
  return result.length === tokens.length ? tokens : result;
}
