/** Draws assets/icon.png and its large copy from assets/icon.svg with Chromium: `node scripts/make-icon.ts`. Both are committed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';

const assets = resolve(import.meta.dirname, '../assets');
/** File and edge in pixels: what the app shows in its title bar, and what installers make their icons of. */
const files = [
  ['icon.png', 512],
  ['icon-1024.png', 1024],
] as const;

const svg = readFileSync(join(assets, 'icon.svg'), 'utf8');
const executable = process.env.NAGARE_BROWSER;
const browser = await chromium.launch(executable ? { executablePath: executable } : {});
const page = await browser.newPage();
for (const [file, edge] of files) {
  await page.setViewportSize({ width: edge, height: edge });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${edge}px; height: ${edge}px }</style>${svg}`);
  writeFileSync(join(assets, file), await page.screenshot({ omitBackground: true }));
}
await browser.close();
