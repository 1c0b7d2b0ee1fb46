// The passport as people meet it, in a real Chromium: skipped, and said so, where none is installed.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { passportHtml } from '../../src/report/passport-html.ts';
import { hostileAudit, repairAudit, repairDrawing, repairPassport } from './audit-story.ts';
import { chromium, open, type Look, type Opened } from './browser.ts';
import { hostilePlan } from './hostile.ts';
import { WORST_CONTRAST } from './page-contrast.ts';
import { repairPlan } from './repair-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'bxform-passport-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'passport.html');

async function shown(html: string, look: Partial<Look> = {}): Promise<Opened> {
  writeFileSync(file, html);
  const page = await open(pathToFileURL(file).href, { scheme: 'light', width: 1280, ...look });
  onTestFinished(page.close);
  return page;
}
const passport = passportHtml(repairPassport, repairDrawing, repairAudit, { version: '1.0.0', day: '2026-11-22', since: { plan: repairPlan, problems: [] } });

describe.skipIf(chromium === undefined)(`the passport in a browser${chromium === undefined ? ' (skipped: no Chromium is installed, CHROMIUM may name one)' : ''}`, () => {
  test('stands alone: nothing is complained of and nothing is asked for', async () => {
    const page = await shown(passport);
    expect(await page.evaluate('document.title')).toBe('Passport of acme.bitrix24.eu');
    expect(page.complaints).toEqual([]);
    expect(page.requests).toEqual([pathToFileURL(file).href]);
  });

  test('draws the score as a ring of that many parts of a hundred', async () => {
    const page = await shown(passport);
    expect(await page.evaluate(`document.querySelector('.ring .score').getAttribute('stroke-dasharray') + ' ' + document.querySelector('.ring .number').textContent`)).toBe('88 100 88');
  });

  test('shows the funnels of a type in the colours of their stages', async () => {
    const page = await shown(passport);
    const strip = `[...document.querySelectorAll('#types .strip')[0].children].map((stage) => stage.textContent + ' ' + getComputedStyle(stage).backgroundColor)`;
    expect(await page.evaluate(strip)).toEqual(['Поступило rgb(34, 185, 255)', 'Diagnosis rgb(34, 185, 255)', '✓ Works again rgb(123, 213, 0)', '✕ Beyond repair rgb(138, 28, 28)']);
  });

  test('shows what hostile names say and does nothing they ask for', async () => {
    const text = '</title></style></script><script>window.broken = true</script><img src=x onerror="window.broken = true">\'"`';
    const { report, passport: hostile, drawing } = hostileAudit(text);
    const page = await shown(passportHtml(hostile, drawing, report, { version: '1', day: text, since: { plan: hostilePlan(text), problems: [] } }));
    expect(await page.evaluate('window.broken === undefined')).toBe(true);
    expect(page.complaints).toEqual([]);
    expect(await page.evaluate(`document.querySelector('h1').textContent`)).toBe(text);
  });

  test.each([['light', 1280], ['dark', 1280], ['light', 360], ['dark', 360]] as const)('can be read in the %s, %i pixels wide, and is not wider than that', async (scheme, width) => {
    const page = await shown(passport, { scheme, width });
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    const { ratio, text, count } = await page.evaluate<{ ratio: number; text: string; count: number }>(WORST_CONTRAST);
    expect(count).toBeGreaterThan(100);
    expect(ratio, text).toBeGreaterThanOrEqual(4.5);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  test('fits on paper: the diagram is made as small as the sheet', async () => {
    const page = await shown(passport, { width: 794 });
    await page.send('Emulation.setEmulatedMedia', { media: 'print' });
    const right = await page.evaluate<number>(`Math.max(...[...document.querySelectorAll('figure svg')].map((svg) => svg.getBoundingClientRect().right))`);
    expect(right).toBeLessThanOrEqual(794);
    expect(await page.evaluate(`document.querySelector('#diagram svg').getBoundingClientRect().width`)).toBeGreaterThan(600);
  });

  test('goes to paper whole: what was folded is open while it is printed', async () => {
    const page = await shown(passport);
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = false; })`);
    await page.evaluate(`addEventListener('beforeprint', () => { window.openWhenPrinted = document.querySelectorAll('details:not([open])').length === 0; })`);
    await page.send('Page.printToPDF', { printBackground: true });
    expect(await page.evaluate('window.openWhenPrinted')).toBe(true);
    expect(await page.evaluate(`document.querySelectorAll('details[open]').length`)).toBe(0);
  });
});
