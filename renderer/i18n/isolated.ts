/**
 * Words of somebody's own inside a sentence of ours: whatever way they run, and whatever marks of direction they hold,
 * the sentence around them keeps its order (FSI and PDI of Unicode's bidirectional algorithm). Pure.
 */
export function isolated(words: string): string {
  return /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufeff]/.test(words) ? `\u2068${words}\u2069` : words;
}
