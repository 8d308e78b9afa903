/** What the text says, or undefined where it is no JSON: a file that was written by hand, or half mended. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
