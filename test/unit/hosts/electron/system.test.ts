import { beforeEach, expect, it, vi } from 'vitest';
import { resetElectron, session } from '../../../support/electron-double.ts';

vi.mock('electron', () => import('../../../support/electron-double.ts'));
beforeEach(resetElectron);

it('asks Chromium, and so the system, which proxy an address has', async () => {
  const { system } = await import('../../../../main/hosts/electron/system.ts');
  session.defaultSession.resolveProxy.mockResolvedValue('PROXY proxy.example:3128; DIRECT');
  expect(await system.resolveProxy?.('https://athena.eu-west-1.amazonaws.com/')).toBe('PROXY proxy.example:3128; DIRECT');
  expect(session.defaultSession.resolveProxy).toHaveBeenCalledWith('https://athena.eu-west-1.amazonaws.com/');
});
