import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passportHtml } from '../../src/report/passport-html.ts';
import { hostileAudit, repairAudit, repairDrawing, repairPassport } from './audit-story.ts';
import { hostilePlan, hostileText } from './hostile.ts';
import { emptyPlan, repairPlan } from './repair-plan.ts';

const page = (about: Partial<Parameters<typeof passportHtml>[3]> = {}): string => passportHtml(repairPassport, repairDrawing, repairAudit, { version: '1.0.0', ...about });
const textOf = (html: string): string => html.replaceAll(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the passport of a portal', () => {
  test('says whose it is, as of when, and what there is of what', () => {
    const told = textOf(page({ day: '2026-11-22' }));
    for (const words of ['acme.bitrix24.eu', 'As of 2026-11-22', '2 smart processes', '3 fields', '4 funnels', '3 relations', '49 records', '88 of 100']) expect(told).toContain(words);
    expect(textOf(page())).not.toContain('As of');
  });

  test('shows types with their fields in people’s words, and automation by section', () => {
    const told = textOf(page());
    for (const words of ['Equipment smartProcess.equipment 3 fields · 37 records · in the workplace Service', 'Condition UF_CRM_7_STATE List multiple Works Broken', 'Text mandatory', 'Field of an application never filled', 'Robots 1 Send an SMS', 'Could not be read: no application may Placements Events', 'Old 0 smart processes nothing in it']) expect(told).toContain(words);
  });

  test('shows what was found and what it cost', () => {
    const told = textOf(page());
    for (const words of ['error Demanded, and cannot be filled 1 −10', 'warning Fields nobody fills 1 −2', 'note Smart processes that stand alone 1 0', 'Serial number smartProcess.equipment/field.SERIAL']) expect(told).toContain(words);
  });

  test('leads to every section it has, and to no other', () => {
    const html = page();
    const links = [...html.matchAll(/<a href="#(\w+)">/g)].map(([, id]) => id);
    expect(links).toEqual(['diagram', 'types', 'standard', 'workplaces', 'automation', 'dictionaries', 'score', 'findings', 'since']);
    for (const id of links) expect(html.split(`<section id="${id}">`)).toHaveLength(2);
  });

  test.each([
    ['there is nothing to compare with', {}, 'has no saved pull'],
    ['nothing changed', { since: { plan: emptyPlan, problems: [] } }, 'the portal is as the files say'],
    ['the files cannot be compared', { since: { problems: [{ code: 'x', level: 'error' as const, message: 'no such user' }] } }, 'cannot be compared with the portal: no such user'],
    ['something changed', { since: { plan: repairPlan, problems: [] } }, 'What would be done to bring the portal back'],
  ])('says so when %s since the last pull', (_said, about, words) => expect(textOf(page(about))).toContain(words));

  test('is the same page for the same portal', () => expect(page({ day: '2026-11-22' })).toBe(page({ day: '2026-11-22' })));

  test('keeps hostile names to being names', () => {
    const tags = (html: string): string => [...html.replaceAll(/<style>.*?<\/style>/gs, '').matchAll(/<\/?([a-z]\w*)/g)].map(([tag]) => tag).join(' ');
    const made = (text: string): string => {
      const { report, passport, drawing } = hostileAudit(text);
      return passportHtml(passport, drawing, report, { version: '1.0.0', since: { plan: hostilePlan(text), problems: [] } });
    };
    fc.assert(fc.property(hostileText, (text) => {
      const html = made(text);
      expect(html).not.toMatch(/<(script|img|iframe|a)\b[^>]*(src|javascript:|onerror)/i);
      expect(tags(html).split(' ').filter((tag) => tag === '<script')).toHaveLength(1);
    }), { numRuns: 50 });
  });
});
