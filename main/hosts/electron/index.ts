/** Entry of the packaged app, and of `electron .`: dist/main/electron.js. */
import { app } from 'electron';
import { createLog } from '../../rpc/log.ts';
import { createProcessIo } from '../cli/process-io.ts';
import { runCli } from '../cli/run-cli.ts';
import { homeFolder } from '../home.ts';
import { commandWords, terminalCommand } from './command-line.ts';
import { sayWhyNot } from './failure-boxes.ts';
import { openNagare } from './open-nagare.ts';
import { runSmoke } from './run-smoke.ts';

const words = commandWords(process.argv, app.isPackaged);
const command = terminalCommand(words);

if (command !== null) {
  // Awaited: Electron makes nothing to see before this file has come to its end, so that a command needs no display.
  const io = createProcessIo(process);
  const code = await runCli(command, io);
  await io.written();
  app.exit(code);
} else if (words.includes('--smoke')) {
  // Not awaited, here and below: `ready` comes only after this file has come to its end.
  void runSmoke();
} else {
  const home = homeFolder(process.env, process.platform);
  openNagare({ home, isHidden: false }).then(
    (opened) => {
      if (opened !== null) return;
      process.stdout.write(`Nagare is open on ${home} already; its window is at the front now.\n`);
      app.exit(0);
    },
    (error: unknown) => sayWhyNot(error, createLog(home).report),
  );
}
