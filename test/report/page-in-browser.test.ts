// The page as people meet it, in a real Chromium: skipped, and said so, where none is installed (CHROMIUM
// names one that is elsewhere).

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { planHtml } from '../../src/report/plan-html.ts';
import { chromium, open, type Look, type Opened } from './browser.ts';
import { hostilePlan } from './hostile.ts';
import { WORST_CONTRAST } from './page-contrast.ts';
import { hostilePicture, repairPicture } from './repair-picture.ts';
import { repairPlan } from './repair-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'bxform-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function shown(html: string, look: Partial<Look> = {}): Promise<Opened> {
  const file = join(folder, 'plan.html');
  writeFileSync(file, html);
  const page = await open(pathToFileURL(file).href, { scheme: 'light', width: 1280, ...look });
  onTestFinished(page.close);
  return page;
}
const repair = planHtml(repairPlan, repairPicture);
const visibleChanges = `[...document.querySelectorAll('article.change')].filter((each) => each.checkVisibility()).map((each) => each.querySelector('h3 code').textContent)`;

describe.skipIf(chromium === undefined)(`the page of a plan in a browser${chromium === undefined ? ' (skipped: no Chromium is installed, CHROMIUM may name one)' : ''}`, () => {
  test('stands alone: nothing is complained of and nothing is asked for', async () => {
    const page = await shown(repair);
    expect(await page.evaluate('document.title')).toBe('Plan for field-service on staging');
    expect(page.complaints).toEqual([]);
    expect(page.requests).toEqual([pathToFileURL(join(folder, 'plan.html')).href]);
  });

  test('lets nothing in, even if markup had got through: its own policy refuses it', async () => {
    const page = await shown(repair.replace('</main>', '<img src="https://evil.example/p.png"><script>window.broken = true</script><p style="color:red" onclick="x()">x</p></main>'));
    expect(await page.evaluate('window.broken === undefined')).toBe(true);
    expect(page.complaints.filter((each) => each.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(3);
    expect(await page.evaluate(`performance.getEntriesByType('resource').filter(({ responseStatus }) => responseStatus > 0).length`)).toBe(0);
  });

  test('shows what hostile names say and does nothing they ask for', async () => {
    const text = '</title></style></script><script>window.broken = true</script><img src=x onerror="window.broken = true">\'"`';
    const page = await shown(planHtml(hostilePlan(text), hostilePicture(text)));
    expect(await page.evaluate('window.broken === undefined')).toBe(true);
    expect(page.complaints).toEqual([]);
    expect(await page.evaluate('document.title')).toBe(`Plan for ${text} on ${text}`);
    expect(await page.evaluate(`document.querySelector('article.change h3 span:nth-of-type(2)').textContent`)).toBe(JSON.stringify(text));
  });

  test('shows the strips of the funnels in the colours of their stages', async () => {
    const page = await shown(repair);
    const strips = await page.evaluate<string[][]>(`[...document.querySelectorAll('.strip')].map((strip) => [...strip.children].map((stage) => stage.textContent + ' ' + getComputedStyle(stage).backgroundColor))`);
    expect(strips[1]).toEqual(['Поступило rgb(34, 185, 255)', '− Preparation rgb(136, 185, 255)', '✓ Works again rgb(123, 213, 0)', '~ ✕ Beyond repair rgb(255, 87, 82)']);
    expect(strips[2]![1]).toBe('+ Diagnosis rgb(34, 185, 255)');
    expect(await page.evaluate(`document.querySelectorAll('figure svg').length`)).toBe(2);
  });

  test('is searched from the keyboard: / to begin, all words count, Esc to see everything again', async () => {
    const page = await shown(repair);
    const all = await page.evaluate<string[]>(visibleChanges);
    expect(all).toHaveLength(12);
    await page.press('/');
    await page.type('label серийный');
    expect(await page.evaluate(visibleChanges)).toEqual(['smartProcess.equipment/field.SERIAL']);
    expect(await page.evaluate(`document.getElementById('found').value`)).toBe('1 of 12');
    await page.type(' nowhere');
    expect(await page.evaluate(visibleChanges)).toEqual([]);
    expect(await page.evaluate(`document.getElementById('none').checkVisibility()`)).toBe(true);
    await page.press('Escape');
    expect(await page.evaluate(visibleChanges)).toEqual(all);
  });

  test('opens what was folded when the search finds something in it', async () => {
    const page = await shown(repair);
    await page.evaluate(`document.getElementById('close').click()`);
    expect(await page.evaluate(visibleChanges)).toEqual([]);
    await page.press('/');
    await page.type('stage.DIAG');
    expect(await page.evaluate(visibleChanges)).toEqual(['smartProcess.equipment/funnel.main/stage.DIAG']);
  });

  test.each([['light', 1280], ['dark', 1280], ['light', 360], ['dark', 360]] as const)('can be read in the %s, %i pixels wide, and is not wider than that', async (scheme, width) => {
    const page = await shown(repair, { scheme, width });
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    const { ratio, text, count } = await page.evaluate<{ ratio: number; text: string; count: number }>(WORST_CONTRAST);
    expect(count).toBeGreaterThan(100);
    expect(ratio, text).toBeGreaterThanOrEqual(4.5);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(scheme === 'light' ? 'rgb(244, 246, 248)' : 'rgb(15, 20, 26)');
  });

  test('goes to paper whole: what was folded is open while it is printed', async () => {
    const page = await shown(repair);
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = false; })`);
    await page.evaluate(`addEventListener('beforeprint', () => { window.openWhenPrinted = document.querySelectorAll('details:not([open])').length === 0; })`);
    await page.send('Page.printToPDF', { printBackground: true });
    expect(await page.evaluate('window.openWhenPrinted')).toBe(true);
    expect(await page.evaluate(`document.querySelectorAll('details[open]').length`)).toBe(0);
  });
});
