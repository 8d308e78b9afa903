/** The chart as one picture: what is drawn over time, then the ranked bars beside each other. */
import type { RankedRow } from './ranked-bars.tsx';
import { token } from './use-theme.ts';

export interface PictureParts {
  readonly title: string;
  readonly legend: readonly { readonly text: string; readonly colour: string }[];
  /** Two pixels to each of CSS. */
  readonly charts: readonly { readonly title: string; readonly canvas: HTMLCanvasElement }[];
  readonly rankings: readonly { readonly title: string; readonly rows: readonly Pick<RankedRow, 'name' | 'value' | 'side' | 'share'>[] }[];
}

const MARGIN = 24;
const ROW = 34;
const LEAST_WIDTH = 900;
/** Pixels to each of CSS: sharp where it is shown large or printed. */
const SCALE = 2;

/** @returns PNG at twice the size of CSS pixels  @throws Error where the browser cannot draw it */
export async function chartPicture(parts: PictureParts): Promise<Blob> {
  const chartWidth = (canvas: HTMLCanvasElement) => canvas.width / SCALE;
  const width = Math.max(LEAST_WIDTH, ...parts.charts.map(({ canvas }) => chartWidth(canvas) + 2 * MARGIN));
  const chartsHeight = parts.charts.reduce((height, { canvas }) => height + 28 + canvas.height / SCALE, 0);
  const ranked = Math.max(0, ...parts.rankings.map(({ rows }) => rows.length));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil((MARGIN + 40 + chartsHeight + (ranked > 0 ? 40 + ranked * ROW : 0) + MARGIN) * SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(SCALE, SCALE);
  context.fillStyle = token('--surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  const write = (text: string, x: number, y: number, colour: string, font: string, align: CanvasTextAlign = 'left', most?: number) => {
    context.fillStyle = token(colour);
    context.font = font;
    context.textAlign = align;
    context.fillText(text, x, y, most);
  };
  const bold = `600 13px ${token('--font')}`;
  const mono = `12px ${token('--font-mono')}`;

  let y = MARGIN + 12;
  write(parts.title, MARGIN, y, '--text', `600 15px ${token('--font')}`, 'left', width - 360);
  let x = width - MARGIN;
  for (const { text, colour } of [...parts.legend].reverse()) {
    write(text, x, y, '--muted', `12px ${token('--font')}`, 'right');
    x -= context.measureText(text).width + 14;
    context.fillStyle = token(colour);
    context.fillRect(x, y - 9, 9, 9);
    x -= 16;
  }
  y += 28;
  for (const chart of parts.charts) {
    write(chart.title, MARGIN, y + 12, '--text', bold);
    context.drawImage(chart.canvas, MARGIN, y + 20, chartWidth(chart.canvas), chart.canvas.height / SCALE);
    y += 28 + chart.canvas.height / SCALE;
  }
  const column = (width - 2 * MARGIN - 32) / 2;
  for (const [index, { title, rows }] of parts.rankings.entries()) {
    const left = MARGIN + index * (column + 32);
    write(title, left, y + 20, '--text', bold);
    for (const [place, row] of rows.entries()) {
      const top = y + 44 + place * ROW;
      write(row.name, left, top, '--text', mono, 'left', column - 190);
      write(`${row.value}  ${row.side}`, left + column, top, '--muted', mono, 'right');
      context.fillStyle = token('--hover');
      context.fillRect(left, top + 6, column, 5);
      context.fillStyle = token('--accept');
      context.fillRect(left, top + 6, column * row.share, 5);
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png');
  });
}

/** Hands a file to the window's own downloads. */
export function download(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The download has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
