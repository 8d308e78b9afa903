/** A process that takes a data folder, says what it got on one line, and keeps it until it is killed. */
import { takeWindow } from '../../main/hosts/shared/window-lock.ts';

const taken = await takeWindow(process.argv[2] ?? '', 'web');
console.log(JSON.stringify('lock' in taken ? { pid: process.pid } : { holder: taken.holder.pid }));
if ('lock' in taken) setInterval(() => undefined, 1000);
