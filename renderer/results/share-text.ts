/** `12.3 %`; what is there is never nothing: `<0.1 %`. Pure. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0 %';
  const percent = (part / whole) * 100;
  if (percent < 0.1) return '<0.1 %';
  // Not all of it is never 100 %.
  if (percent >= 99.95) return part === whole ? '100 %' : '>99.9 %';
  return `${percent.toFixed(1)} %`;
}
