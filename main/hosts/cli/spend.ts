/** `nagare history --spend`: what was paid in Athena, month by month. */
import type { MonthSpend } from '../../../preload/contract/spend.ts';
import type { SpendArguments } from './arguments.ts';
import type { CliSession } from './cli-session.ts';

/** Prints it, newest first, in the zone that the window has unless another is given. @throws AppError `bad_zone` */
export async function printSpend({ zone }: SpendArguments, json: boolean, { app, io }: CliSession): Promise<void> {
  const { settings } = await app.handlers['app.read']({});
  const inZone = zone ?? settings.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { months } = await app.handlers['history.spend']({ zone: inZone });
  io.out(json ? `${JSON.stringify(months)}\n` : months.flatMap(lines).join(''));
}

/** `2026-11     214 runs        1920.000 GB     9.6100 USD`; under it what was brought in, where there is some. */
function lines({ month, broughtIn, ...own }: MonthSpend): readonly string[] {
  const line = ({ runs, scannedBytes, costUsd }: MonthSpend['broughtIn'], what: string) => {
    const gigabytes = `${(scannedBytes / 1e9).toFixed(3)} GB`.padStart(16);
    return `${month}  ${String(runs).padStart(6)} ${what.padEnd(10)}  ${gigabytes}  ${costUsd.toFixed(4).padStart(11)} USD\n`;
  };
  return [line(own, 'runs'), ...(broughtIn.runs > 0 ? [line(broughtIn, 'brought in')] : [])];
}
