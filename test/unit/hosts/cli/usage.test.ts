import { describe, expect, it } from 'vitest';
import { cliCommands, readArguments } from '../../../../main/hosts/cli/arguments.ts';
import { queryOptions } from '../../../../main/hosts/cli/query-arguments.ts';
import { cleanupOptions, setupOptions } from '../../../../main/hosts/cli/setup-arguments.ts';
import { usage } from '../../../../main/hosts/cli/usage.ts';

/** The text of one command: from its line to the next one's. */
function told(command: string): string {
  const from = usage.indexOf(`\nnagare ${command}`);
  expect(from).toBeGreaterThan(0);
  const next = usage.slice(from + 1).search(/\n(nagare |\n)/);
  return usage.slice(from, from + 1 + next);
}

const optionsIn = (text: string) => [...new Set(text.match(/(?<![\w=])--[a-z][a-z-]*/g))].map((each) => each.slice(2)).sort();

describe('usage', () => {
  it('tells every option of nagare query, and no other', () => {
    expect(optionsIn(told('query'))).toEqual(Object.keys(queryOptions).sort());
  });

  it('tells which options take several values, which one, and which none', () => {
    const text = told('query');
    for (const [name, option] of Object.entries(queryOptions)) {
      const takes = 'multiple' in option ? `--${name} \\S+ \\.\\.\\.` : option.type === 'string' ? `--${name} \\S` : `\\[--${name}\\]`;
      expect(text).toMatch(new RegExp(takes));
    }
  });

  it.each(
    Object.entries({
      ...Object.fromEntries(Object.entries(setupOptions).map(([name, each]) => [`setup ${name}`, each])),
      cleanup: cleanupOptions,
    }),
  )('tells every option of nagare %s, and no other', (command, options) => {
    expect(optionsIn(told(command))).toEqual(Object.keys(options).sort());
    for (const [name, option] of Object.entries(options)) {
      const takes = 'multiple' in option ? `--${name} \\S+ \\.\\.\\.` : option.type === 'string' ? `--${name} \\S` : `--${name}(\\]|:| )`;
      expect(told(command)).toMatch(new RegExp(takes));
    }
  });

  it('tells every command', () => {
    for (const command of cliCommands.filter((each) => /^[a-z]/.test(each) && each !== 'help'))
      expect(usage).toContain(`\nnagare ${command}`);
  });

  it.each(['history', 'export', 'delete', 'resume', 'kinds'])('tells options of nagare %s that it takes', (command) => {
    const runId = told(command).includes('RUN_ID') ? ['1'] : [];
    // Of two with a line between them only one is given.
    const [, ...either] = /--([a-z]+) [A-Z]+ \| --([a-z]+)/.exec(told(command)) ?? [];
    const wordsOf = (name: string) => {
      // What stands behind the option says what it takes: a number (`N`), a text, nothing.
      const takes = new RegExp(`--${name} ([A-Z]+)`).exec(told(command))?.[1];
      return takes === undefined ? [`--${name}`] : [`--${name}`, takes === 'N' ? '7' : 'UTC'];
    };
    for (const left of either.length > 0 ? either : [null]) {
      const words = optionsIn(told(command)).flatMap((name) => (name === left ? [] : wordsOf(name)));
      expect(readArguments([command, ...runId, ...words])).toMatchObject({ command });
    }
  });

  it('tells the exit codes and the data folder, in lines that fit a terminal', () => {
    expect(usage).toMatch(/0 done, 1 failed, 2 bad arguments, 130 cancelled/);
    expect(usage).toContain('NAGARE_HOME');
    for (const line of usage.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});
