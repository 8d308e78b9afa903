/** Choosing a part of a row of bars with the keyboard. Pure. */
export interface BarRange {
  readonly anchor: number;
  readonly focus: number;
}

/** The range after a key: arrows, Home and End move, Shift extends. NULL: the key means nothing here. */
export function rangeAfterKey(range: BarRange | null, key: string, isShift: boolean, bars: number): BarRange | null {
  const step = { ArrowLeft: -1, ArrowRight: 1, Home: -bars, End: bars }[key];
  if (step === undefined) return null;
  const focus = range === null ? (step > 0 ? 0 : bars - 1) : Math.max(0, Math.min(bars - 1, range.focus + step));
  return { anchor: isShift && range ? range.anchor : focus, focus };
}

/** First and last bar. */
export const inOrder = ({ anchor, focus }: BarRange): readonly [number, number] => (anchor < focus ? [anchor, focus] : [focus, anchor]);
