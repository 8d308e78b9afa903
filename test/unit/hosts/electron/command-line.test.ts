import { expect, it } from 'vitest';
import { commandWords, terminalCommand } from '../../../../main/hosts/electron/command-line.ts';

it.each([
  ['a package', ['/opt/Nagare/nagare', 'query', '--json'], true, ['query', '--json']],
  ['a package without words', ['/opt/Nagare/nagare'], true, []],
  ['the checkout', ['/e/electron', '.', 'history'], false, ['history']],
  ['the checkout, told by a switch', ['/e/electron', '--app=/src', 'history'], false, ['history']],
  ['a module before it', ['/e/electron', '-r', '/x/loader.js', '--inspect=0', '/src', '--smoke'], false, ['--smoke']],
  ['no app at all', ['/e/electron'], false, []],
])('takes the words meant for Nagare from %s', (_name, argv, isPackaged, words) => {
  expect(commandWords(argv, isPackaged)).toEqual(words);
});

it.each([
  [[], null],
  [['--smoke'], null],
  [['--no-sandbox'], null],
  // macOS and desktops add words of their own; a file's name is no command.
  [['-psn_0_12345'], null],
  [['/home/a/query.csv'], null],
  [['./query'], null],
  [
    ['query', '--source', 'sample'],
    ['query', '--source', 'sample'],
  ],
  [['--version'], ['--version']],
  [['-h'], ['-h']],
  // Words that Chromium wants come first, and are no argument of the command.
  [
    ['--no-sandbox', '--disable-gpu', 'export', 'r1', '--csv', 'a.csv'],
    ['export', 'r1', '--csv', 'a.csv'],
  ],
  // A later word never is the command.
  [['somewhere', 'query'], null],
])('%j: the terminal gets %j', (words, command) => {
  expect(terminalCommand(words)).toEqual(command);
});
