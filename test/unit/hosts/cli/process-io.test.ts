import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createProcessIo } from '../../../../main/hosts/cli/process-io.ts';

class StreamDouble extends EventEmitter {
  isTTY = false;
  text = '';
  write(text: string, written?: () => void): boolean {
    this.text += text;
    written?.();
    return true;
  }
}

class ProcessDouble extends EventEmitter {
  readonly stdin: PassThrough & { isTTY?: boolean } = new PassThrough();
  readonly stdout = new StreamDouble();
  readonly stderr = new StreamDouble();
  readonly env = { NAGARE_HOME: '/data' };
  readonly exit = vi.fn();
  cwd(): string {
    return '/work';
  }
}

describe('the terminal', () => {
  it('asks where somebody is there, and does not show what is typed', async () => {
    const of = new ProcessDouble();
    of.stdin.isTTY = true;
    of.stderr.isTTY = true;
    const { ask } = createProcessIo(of);
    const code = ask?.('MFA code: ');
    of.stdin.write('123456\r');
    expect(await code).toBe('123456');
    expect(of.stderr.text).toBe('MFA code: \n');
    const given = ask?.('again: ');
    of.stdin.write('\x03');
    expect(await given).toBeNull();
  });

  it("is the process's own", async () => {
    const of = new ProcessDouble();
    of.stderr.isTTY = true;
    const io = createProcessIo(of);
    io.out('rows\n');
    io.err('progress\n');
    await io.written();
    expect([of.stdout.text, of.stderr.text]).toEqual(['rows\n', 'progress\n']);
    expect(io).toMatchObject({ env: of.env, cwd: '/work', live: true });
    expect(io.ask).toBeNull();
    expect(io.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(io.assets).toMatch(/assets$/);
  });

  it('goes on quietly when its reader has had enough', async () => {
    const of = new ProcessDouble();
    const io = createProcessIo(of);
    io.out('1\n');
    of.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    io.out('2\n');
    io.err('said\n');
    await io.written();
    expect([of.stdout.text, of.stderr.text]).toEqual(['1\n', 'said\n']);
  });

  it('asks for an orderly end on Ctrl-C, and ends on the second', () => {
    const of = new ProcessDouble();
    const listener = vi.fn();
    createProcessIo(of).onInterrupt(listener);
    of.emit('SIGINT');
    expect([listener.mock.calls.length, of.exit.mock.calls.length]).toEqual([1, 0]);
    of.emit('SIGINT');
    expect(of.exit).toHaveBeenCalledWith(130);
  });

  it('leaves Ctrl-C to the system when nobody listens', () => {
    const of = new ProcessDouble();
    const leave = createProcessIo(of).onInterrupt(vi.fn());
    expect(of.listenerCount('SIGINT')).toBe(1);
    leave();
    expect(of.listenerCount('SIGINT')).toBe(0);
  });
});

describe('the entry', () => {
  const entry = join(resolve(import.meta.dirname, '../../../..'), 'main/hosts/cli/index.ts');

  it('tells an older Node in one sentence, before anything else is loaded', async () => {
    // As an older Node says of itself.
    const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, napi: '9', node: '20.20.2' } });";
    const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(older)}`, entry, 'kinds']);
    let said = '';
    child.stderr.on('data', (piece) => (said += piece));
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said).toBe('Nagare needs Node 22.14 or newer, and this is Node 20.20.2.\n');
  });
});
