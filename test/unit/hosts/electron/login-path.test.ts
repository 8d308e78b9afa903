import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joined, loginPath } from '../../../../main/hosts/electron/login-path.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A shell that does as the script says; its arguments are the real one's. */
function shell(script: string): string {
  const path = join(tempFolder(), 'shell');
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

const ask = (path: string, withinMs = 20_000) => loginPath({ platform: 'linux', env: { SHELL: path, PATH: '/usr/bin:/bin' }, withinMs });

describe.skipIf(process.platform === 'win32')('the PATH of the login shell', () => {
  it('is asked of an interactive login shell, and comes before what is here', async () => {
    const path = shell(
      `[ "$1 $2 $3" = "-i -l -c" ] || exit 1\nPATH="/opt/tools:$PATH"; export PATH\necho "Welcome back!"\neval "$4"\necho "Goodbye"`,
    );
    expect(await ask(path)).toBe('/opt/tools:/usr/bin:/bin');
  });

  it('is asked of the C shell without the option that it does not take together with others', async () => {
    const path = shell('[ "$1 $2" = "-i -c" ] || exit 1\nPATH="/opt/csh:$PATH"; export PATH\neval "$3"');
    const tcsh = join(tempFolder(), 'tcsh');
    writeFileSync(tcsh, `#!/bin/sh\nexec ${path} "$@"\n`, { mode: 0o755 });
    expect(await ask(tcsh)).toBe('/opt/csh:/usr/bin:/bin');
  });

  it('does not wait for what the shell leaves running', async () => {
    const path = shell('eval "$4"\nsleep 30');
    expect(await ask(path)).toBe('/usr/bin:/bin');
  });

  it.each([
    ['fails', 'exit 3'],
    ['says nothing of it', 'echo hello'],
    ['is not there', null],
  ])('stays as it is when the shell %s', async (_, script) => {
    expect(await ask(script === null ? '/no/such/shell' : shell(script))).toBeNull();
  });

  it('stays as it is when the shell waits for somebody', async () => {
    expect(await ask(shell('sleep 600'), 200)).toBeNull();
  });

  it('is the user’s whole one on Windows already', async () => {
    expect(await loginPath({ platform: 'win32', env: {}, withinMs: 1 })).toBeNull();
  });
});

it('joins places in their order, each once', () => {
  const path = (...places: readonly string[]) => places.join(delimiter);
  expect(joined(path('/a', '/b'), path('/b', '', '/c'))).toBe(path('/a', '/b', '/c'));
});
