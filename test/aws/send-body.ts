/** The body of an object on its way: whole, or held, slow, broken off as the test says. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultControl } from './faults.ts';

const PIECE = 65_536;

/** Sends it and ends the answer, or the connection. */
export async function sendBody(response: ServerResponse, body: Buffer, faults: FaultControl): Promise<void> {
  const cut = faults.cutAt(body.byteLength);
  const end = cut?.afterBytes ?? body.byteLength;
  const pace = faults.bodyBytesPerSecond;
  if (faults.held() === null && pace === null && cut === null) {
    response.end(body);
    return;
  }
  const since = Date.now();
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  for (let at = 0; at < end; ) {
    for (let held = faults.held(); held?.afterBytes === at; held = faults.held()) await held.until;
    const held = faults.held();
    const stop = held !== null && at < held.afterBytes ? Math.min(held.afterBytes, end) : end;
    const piece = body.subarray(at, Math.min(at + PIECE, stop));
    at += piece.byteLength;
    if (response.destroyed) return;
    await Promise.race([new Promise<void>((resolve) => response.write(piece, () => resolve())), gone]);
    if (pace !== null) await sleep(Math.max(0, since + (at / pace) * 1000 - Date.now()));
  }
  if (cut === null) response.end();
  else if (!cut.stalls) response.socket?.destroy();
}
