import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planHtml } from '../../src/report/plan-html.ts';
import { hostilePlan, hostileText } from './hostile.ts';
import { emptyPlan, repairPlan } from './repair-plan.ts';
import { hostilePicture, repairPicture } from './repair-picture.ts';

const nothing = { before: { types: [], relations: [] }, after: { types: [], relations: [] } };
const still = { before: repairPicture.before, after: repairPicture.before };

describe('the page of a plan', () => {
  test('tells the whole story of the repair shop', async () => {
    await expect(planHtml(repairPlan, repairPicture)).toMatchFileSnapshot('golden/plan.html');
  });

  test('of a plan with nothing to do says so, and still shows the portal', () => {
    const page = planHtml({ ...emptyPlan, usage: { requests: 0, commands: 0, seconds: 0 } }, still);
    expect(page).toContain('No changes. The portal matches the configuration.');
    expect(page).toContain('<figcaption>Stays as it is</figcaption>');
    expect(page).not.toContain('id="changes"');
  });

  test('without a type to draw has neither a diagram nor funnels', () => {
    const page = planHtml(repairPlan, nothing);
    expect(page).not.toContain('<svg viewBox');
    expect(page).not.toContain('id="funnels"');
  });

  test('names its own style and script by their hashes and lets in nothing else', () => {
    const page = planHtml(repairPlan, repairPicture);
    const hash = (tag: string): string => {
      const found = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))];
      expect(found).toHaveLength(1);
      return `sha256-${createHash('sha256').update(found[0]![1]!).digest('base64')}`;
    };
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'");
    expect(policy).toBe(`default-src 'none'; style-src '${hash('style')}'; script-src '${hash('script')}'; base-uri 'none'; form-action 'none'`);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });

  test('refers to nothing outside itself', () => {
    const page = planHtml(repairPlan, repairPicture);
    expect(page.match(/\s(?:src|srcset|href|action|data|poster|style|on\w+)="[^"]*"/g)?.filter((attribute) => !/ href="#\w+"/.test(attribute)) ?? []).toEqual([]);
    expect(page).not.toMatch(/@import|url\((?!#arrow-)/);
  });

  test('marks on the strips what comes, goes and changes, and says it in words', () => {
    const page = planHtml(repairPlan, repairPicture);
    const strips = page.match(/<li class="stage [^>]*>.*?<\/li>/g)!.map((stage) => stage.replace(/<[^>]*>/g, ''));
    expect(strips.slice(2, 10)).toEqual(['Поступило', '− Preparation', '✓ Works again', '~ ✕ Beyond repair', 'Поступило', '+ Diagnosis', '✓ Works again', '~ ✕ Beyond repair']);
    expect(page).toContain('class="stage c22B9FF new process" title="smartProcess.equipment/funnel.main/stage.DIAG, new"');
  });
});

/** Tags with the names of their attributes, without what anybody else wrote. */
const skeleton = (page: string): readonly string[] => {
  const body = page.replace(/<(style|script)>[^]*?<\/\1>/g, '');
  return body.match(/<[^>]*>/g)!.map((tag) => tag.replace(/="[^"]*"/g, '='));
};

describe('a text of others on the page', () => {
  test('is neither a tag nor an attribute, wherever it stands', () => {
    const harmless = ['plain', 'two\nlines', 'long '.repeat(30)];
    const known = new Set(harmless.flatMap((text) => skeleton(planHtml(hostilePlan(text), hostilePicture(text)))));
    fc.assert(
      fc.property(hostileText, (text) => {
        const found = skeleton(planHtml(hostilePlan(text), hostilePicture(text)));
        expect(found.filter((tag) => !known.has(tag))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('brings no sign that could end a tag, a quote or an entity', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = planHtml(hostilePlan(text), hostilePicture(text)).replace(/<(style|script)>[^]*?<\/\1>/g, '');
        const between = page.replace(/<[a-z/!][^<>]*>/gi, '\n');
        expect(between).not.toMatch(/[<>"'`]|&(?!(?:amp|lt|gt|quot|#39|#96);)/);
        expect(page).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      }),
      { numRuns: 300 },
    );
  });
});
