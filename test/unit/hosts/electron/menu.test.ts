import type { KeyboardEvent, MenuItem, MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../../../main/hosts/electron/menu.ts';
import { menuTexts } from '../../../../main/hosts/electron/menu-texts.ts';

const items = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

const systems = (['darwin', 'win32', 'linux'] as const).flatMap((platform) =>
  (['en', 'ja'] as const).map((language) => ({ platform, language })),
);

function menu(options: Partial<Parameters<typeof menuTemplate>[0]> = {}) {
  const choose = vi.fn();
  const template = menuTemplate({ language: 'en', platform: 'linux', isPackaged: true, choose, openDocumentation: vi.fn(), ...options });
  const click = (label: string, triggeredByAccelerator = false) =>
    items(template)
      .find((item) => item.label === label)
      ?.click?.({} as MenuItem, undefined, { triggeredByAccelerator } as KeyboardEvent);
  return { template, choose, click };
}

describe.each(systems)('the menu on $platform in $language', ({ platform, language }) => {
  const all = items(menu({ platform, language }).template);

  it('names every item in that language', () => {
    const words = new Set(Object.values(menuTexts[language]).flatMap((text) => [text, text.replace(/\(&\w\)|&/, '')]));
    for (const { label, type } of all) if (type !== 'separator' && label !== 'Nagare') expect(words).toContain(label);
    if (platform === 'darwin') for (const { label } of all) expect(label ?? '').not.toContain('&');
  });

  it('has what everybody expects', () => {
    const roles = all.map((item) => item.role).filter((role) => role !== undefined);
    expect(roles).toEqual(
      expect.arrayContaining(['about', 'quit', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'close', 'minimize']),
    );
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles.includes('hideOthers')).toBe(platform === 'darwin');
  });

  it('has no developer tools', () => {
    expect(all.map((item) => item.role)).not.toContain('toggleDevTools');
    expect(all.map((item) => item.role)).not.toContain('reload');
  });
});

it('tells the page what was chosen', () => {
  const { choose, click } = menu();
  for (const label of ['Query', 'History', 'Set-up', 'Tools', 'Settings…', 'Run Query', 'Export…']) click(label);
  expect(choose.mock.calls.flat()).toEqual(['query', 'history', 'setup', 'tools', 'settings', 'run', 'export']);
});

it("leaves the page's own keys to the page: nothing runs twice, or behind a dialog", () => {
  const { choose, click, template } = menu({ platform: 'darwin' });
  for (const label of ['Query', 'History', 'Set-up', 'Tools', 'Settings…', 'Run Query']) {
    click(label, true);
    expect(items(template).find((item) => item.label === label)?.accelerator).toMatch(/^CmdOrCtrl\+/);
  }
  expect(choose).not.toHaveBeenCalled();
  click('Export…', true);
  expect(choose.mock.calls).toEqual([['export']]);
});

it('has tools for those who work on it', () => {
  expect(items(menu({ isPackaged: false }).template).map((item) => item.role)).toContain('toggleDevTools');
});

it('says the same in both languages', () => {
  expect(Object.keys(menuTexts.ja)).toEqual(Object.keys(menuTexts.en));
});
