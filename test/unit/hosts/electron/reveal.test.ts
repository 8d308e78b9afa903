import { beforeEach, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { reveal } from '../../../../main/hosts/electron/reveal.ts';
import { resetElectron, shell } from '../../../support/electron-double.ts';

beforeEach(resetElectron);

it('opens a file with its program, and shows it in its folder', async () => {
  await reveal.open('/exports/a.xlsx');
  expect(shell.openPath.mock.calls).toEqual([['/exports/a.xlsx']]);
  reveal.showInFolder('/exports/a.xlsx');
  expect(shell.showItemInFolder.mock.calls).toEqual([['/exports/a.xlsx']]);
});

it('says in the system’s words why it could not', async () => {
  shell.openPath.mockResolvedValueOnce('No application is associated with the file.');
  await expect(reveal.open('/exports/a.xlsx')).rejects.toMatchObject({
    code: 'file_unreadable',
    details: { path: '/exports/a.xlsx', reason: 'No application is associated with the file.' },
  });
});
