/** electron-builder.yml, held to electron-builder's own schema and to what Nagare promises of its package. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Configuration } from 'app-builder-lib';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const validate = (configuration: Configuration) => validateConfiguration(configuration, new DebugLogger(false));
let configuration: Configuration;

beforeAll(async () => {
  configuration = await getConfig(root, 'electron-builder.yml', null);
});

it('is what electron-builder understands', async () => {
  await validate(configuration);
});

it('is really checked', async () => {
  await expect(validate({ ...configuration, asarUnpacked: [] } as Configuration)).rejects.toThrow("unknown property 'asarUnpacked'");
});

it('makes the installers of three systems, and publishes none', () => {
  const { mac, win, linux, publish, directories } = configuration;
  expect([mac?.target, win?.target, linux?.target]).toEqual([['dmg', 'zip'], ['nsis'], ['AppImage', 'deb']]);
  expect(publish).toBeNull();
  expect(directories?.output).toBe('release');
});

it('has the name by which Windows knows the running window', () => {
  const source = readFileSync(join(root, 'main/hosts/electron/open-nagare.ts'), 'utf8');
  expect(source).toContain(`appId = '${configuration.appId}'`);
});

it('takes the native packages as they are, and leaves them outside the archive', () => {
  const { npmRebuild, nodeGypRebuild, buildDependenciesFromSource, asarUnpack, asar } = configuration;
  expect([npmRebuild, nodeGypRebuild, buildDependenciesFromSource, asar]).toEqual([false, false, false, true]);
  expect(asarUnpack).toEqual(expect.arrayContaining(['**/*.node', 'assets/**']));
});

it('is unsigned for now, and ready to be signed', () => {
  expect(configuration.mac).toMatchObject({ identity: null, hardenedRuntime: true });
});

describe('an icon', () => {
  it.each([
    ['assets/icon.png', 512],
    ['assets/icon-1024.png', 1024],
  ])('%s is a PNG of %i pixels', (path, edge) => {
    const png = readFileSync(join(root, path));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([edge, edge]);
  });

  it('is named for every system', () => {
    for (const { icon } of [configuration.mac, configuration.win, configuration.linux].map((each) => ({ icon: each?.icon }))) {
      expect(icon).toBe('assets/icon-1024.png');
    }
  });
});
