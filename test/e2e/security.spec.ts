/** What a hostile text, another page or another browser can do to the window: nothing. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { texts as shellTexts } from '../../renderer/shell/texts.ts';
import { expect, type Page, test } from './nagare.ts';
import { addToken, goTo, queryTexts, rows, runLines, runToEnd } from './steps.ts';

/** Where the loopback host's window is, token included. */
const addressOf = (home: string) => (JSON.parse(readFileSync(join(home, 'window.json'), 'utf8')) as { url: string }).url;

/** Puts markup into the page as if the app had been tricked into it; says what of it came to life. */
const inject = (page: Page) =>
  page.evaluate(async () => {
    const ran: string[] = [];
    Object.assign(window, { ran: (what: string) => ran.push(what) });
    const blocked = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => blocked.add(event.effectiveDirective));

    const place = document.createElement('div');
    place.innerHTML = `
      <img src="data:image/png;base64,broken" onerror="ran('event handler')">
      <svg onload="ran('svg')"></svg>
      <p id="injected-style" style="word-spacing: 77px">x</p>
      <style>#injected-style { text-indent: 77px }</style>
      <iframe srcdoc="<script>parent.ran('frame')</script>"></iframe>
      <object data="data:text/html,<script>parent.ran('object')</script>"></object>
      <base href="https://example.com/">`;
    document.body.append(place);
    for (const change of [
      (script: HTMLScriptElement) => script.append('ran("inline script")'),
      (script: HTMLScriptElement) => script.setAttribute('src', 'data:text/javascript,ran("data script")'),
      (script: HTMLScriptElement) => script.setAttribute('src', URL.createObjectURL(new Blob(['ran("blob script")']))),
      (script: HTMLScriptElement) => script.setAttribute('src', 'https://example.com/x.js'),
    ]) {
      const script = document.createElement('script');
      change(script);
      document.body.append(script);
    }
    // Not within the call itself: what a debugger calls may do more than the page may.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        const { eval: evaluate, Function: Make } = globalThis as unknown as { eval(text: string): void; Function: FunctionConstructor };
        for (const attempt of [() => evaluate('ran("eval")'), () => new Make('ran("function")')()]) {
          try {
            attempt();
          } catch {
            // As it should be.
          }
        }
        setTimeout('ran("timer")' as unknown as () => void, 0);
        setTimeout(resolve, 500);
      }, 0);
    });
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'not fetched',
    );
    // What was blocked is told a moment later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const styled = getComputedStyle(document.querySelector('#injected-style') ?? document.body);
    const found = { ran, blocked: [...blocked].sort(), fetched, base: document.baseURI, styles: [styled.wordSpacing, styled.textIndent] };
    place.remove();
    return found;
  });

test('markup that gets into the page does not run, draw, load or send', async ({ open }) => {
  const { page } = await open();
  const before = page.url();
  const found = await inject(page);
  expect(found.ran).toEqual([]);
  expect(found.styles).toEqual(['0px', '0px']);
  expect(found.fetched).toBe('not fetched');
  expect(found.base).toBe(before);
  expect(page.url()).toBe(before);
  for (const directive of [
    'base-uri',
    'connect-src',
    'object-src',
    'script-src-attr',
    'script-src-elem',
    'style-src-attr',
    'style-src-elem',
  ]) {
    expect(found.blocked).toContain(directive);
  }
  // The app itself is none the worse.
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await expect(rows(page).first()).toBeVisible();
});

test('a form or a javascript: link that gets into the page leads nowhere', async ({ open }) => {
  const { page } = await open();
  const found = await page.evaluate(async () => {
    const ran: string[] = [];
    Object.assign(window, { ran: (what: string) => ran.push(what) });
    const blocked = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => blocked.add(event.effectiveDirective));
    const place = document.createElement('div');
    place.innerHTML = `<a href="javascript:ran('link')">x</a><form action="https://example.com/"><input name="a"></form>`;
    document.body.append(place);
    const address = location.href;
    place.querySelector('a')?.click();
    place.querySelector('form')?.submit();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { ran, blocked: [...blocked].sort(), isHere: location.href === address };
  });
  expect(found).toEqual({ ran: [], blocked: ['form-action', 'script-src-elem'], isHere: true });
});

test("the page has no way to Node or to the host's own", async ({ open }) => {
  const { page } = await open();
  const found = await page.evaluate(() => {
    const all = window as unknown as Record<string, unknown>;
    return ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => typeof all[name] !== 'undefined');
  });
  expect(found).toEqual([]);
});

test('hostile text is text: in the form, a cell, a header, the history', async ({ open }) => {
  const { page } = await open();
  const hostile = '<img/src=x/onerror=document.title=1>';
  // The field takes it apart as it does a list; none of the parts is more than text.
  await addToken(page, 'address', hostile);
  await expect(page.getByText(/Not an address/).first()).toBeVisible();
  expect(await page.locator('img').count()).toBe(0);
  await page.getByRole('button', { name: queryTexts.en.editSql }).click();
  const editor = page.getByRole('textbox', { name: queryTexts.en.sqlEditor });
  await editor.press('Control+a');
  await editor.fill(`SELECT '${hostile}' AS "<b>${hostile}"`);
  await page.keyboard.press('Escape');
  await runToEnd(page);
  await expect(rows(page).first()).toContainText(hostile);
  await expect(page.getByRole('columnheader').first()).toContainText(`<b>${hostile}`);
  await goTo(page, 'history');
  await expect(runLines(page).first()).toContainText(hostile);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe('Nagare');
});

test.describe('the window over loopback', () => {
  test.skip(({ host }) => host !== 'web', 'Electron has no loopback host');

  test('has its token in no place that others see, and a reload still works', async ({ open, home }) => {
    const { page } = await open();
    const token = new URL(addressOf(home)).hash.slice(1);
    expect(token).toHaveLength(43);
    for (let time = 0; time < 2; time++) {
      expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      const seen = await page.evaluate(() => [
        document.documentElement.outerHTML,
        document.cookie,
        document.referrer,
        JSON.stringify(history.state),
        JSON.stringify(Object.entries(localStorage)),
      ]);
      for (const text of seen) expect(text).not.toContain(token);
      await page.reload();
      await expect(page.locator('.rail')).toBeVisible();
      await expect(page.getByRole('button', { name: queryTexts.en.run })).toBeEnabled();
    }
    expect((await page.goBack())?.url() ?? page.url()).not.toContain(token);
  });

  for (const language of ['en', 'ja'] as const) {
    test(`a second browser without the token is refused, and told what to do (${language})`, async ({ open, home }) => {
      const { page } = await open({ language });
      const { origin } = new URL(addressOf(home));
      const context = await page
        .context()
        .browser()
        ?.newContext({ locale: language === 'ja' ? 'ja-JP' : 'en-GB' });
      const other = await context?.newPage();
      if (!other) throw new Error('no second browser');
      for (const address of [`${origin}/`, `${origin}/#wrong`, `${origin}/#${'A'.repeat(43)}`, `${origin}/#%22%20bad`]) {
        await other.goto(address);
        await other.reload();
        await expect(other.getByRole('alert')).toContainText(shellTexts[language].refused);
        await expect(other.getByRole('alert')).toContainText(shellTexts[language].refusedHint);
        await expect(other.locator('.rail')).toHaveCount(0);
      }
      await expect(page.locator('.rail')).toBeVisible();
    });
  }

  test('another page in the same browser cannot read it, frame it or connect, not even with the token', async ({ open, home }) => {
    const { page } = await open();
    const url = addressOf(home);
    const server = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<p>hostile')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => server.once('listening', resolve));
    const other = await page.context().newPage();
    try {
      await other.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      const found = await other.evaluate(async (address) => {
        const { origin, host, hash } = new URL(address);
        const outcome = (promise: Promise<unknown>) =>
          promise.then(
            () => 'done',
            () => 'refused',
          );
        const connected = await new Promise((resolve) => {
          const socket = new WebSocket(`ws://${host}/`, ['nagare', hash.slice(1)]);
          socket.onopen = () => resolve('done');
          socket.onerror = () => resolve('refused');
        });
        const framed = await new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.src = address;
          frame.onload = () => resolve(frame.contentDocument === null ? 'not to be seen' : 'seen');
          document.body.append(frame);
        });
        const scripted = await new Promise((resolve) => {
          const script = document.createElement('script');
          script.src = `${origin}/index.html`;
          script.onload = () => resolve('done');
          script.onerror = () => resolve('refused');
          document.body.append(script);
        });
        return {
          read: await outcome(fetch(origin)),
          opaque: await outcome(fetch(origin, { mode: 'no-cors' })),
          connected,
          framed,
          scripted,
        };
      }, url);
      expect(found).toEqual({ read: 'refused', opaque: 'refused', connected: 'refused', framed: 'not to be seen', scripted: 'refused' });
      const framed = other.frames().find((frame) => frame !== other.mainFrame());
      expect(await framed?.locator('.rail').count()).toBe(0);
      // Nor has the window that it opens a way back to the app.
      const [opened] = await Promise.all([other.waitForEvent('popup'), other.evaluate((address) => void window.open(address), url)]);
      await opened.waitForLoadState();
      expect(await opened.evaluate(() => window.opener)).toBeNull();
    } finally {
      server.close();
      server.closeAllConnections();
    }
    await expect(page.locator('.rail')).toBeVisible();
  });
});
