import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Plan } from '../../src/model/plan.ts';
import { planGitlab } from '../../src/report/plan-gitlab.ts';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { hostilePlan, hostileText } from './hostile.ts';
import { emptyPlan, repairPlan } from './repair-plan.ts';

/** GitHub refuses a comment of more. */
const GITHUB = 65_536;

const create = (address: string, after: string): Change => ({ address, kind: 'field', action: 'create', properties: [{ path: 'help.en', after }] });
const planOf = (changes: readonly Change[]): Plan => ({ ...emptyPlan, changes, recorded: [], leftAlone: [] });
const folds = (text: string): readonly string[] => text.match(/^<details>.*$/gm) ?? [];

/** A comment without what stands in code, where nothing means anything; every fence must have been closed. */
function outsideCode(text: string): readonly string[] {
  const outside: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [, opened] = /^(`{3,})\w*$/.exec(line) ?? [];
    if (fence !== undefined) fence = line.trim().startsWith(fence) && /^`+\s*$/.test(line.trim()) ? undefined : fence;
    else if (opened !== undefined) fence = opened;
    else outside.push(line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, 'CODE').replace(/<code>[^<]*<\/code>/g, 'CODE'));
  }
  expect(fence).toBeUndefined();
  return outside;
}

describe('the comment of a plan', () => {
  test('tells the whole story of the repair shop', async () => {
    await expect(planMarkdown(repairPlan)).toMatchFileSnapshot('golden/plan.md');
  });

  test('of a plan with nothing to do says so', async () => {
    await expect(planMarkdown({ ...emptyPlan, usage: { requests: 0, commands: 0, seconds: 0 } })).toMatchFileSnapshot('golden/plan-empty.md');
  });

  test('has a fold for every root, in the order of the plan', () => {
    const changes = ['smartProcess.visit/field.A', 'deal/field.B', 'smartProcess.visit/field.C'].map((address) => create(address, 'x'));
    expect(folds(planMarkdown(planOf(changes)))).toEqual([
      '<details><summary><b><code>smartProcess.visit</code></b>: 2 to create</summary>',
      '<details><summary><b><code>deal</code></b>: 1 to create</summary>',
    ]);
  });

  test('that would be too long loses the properties of a fold that has no room for them, and says so', () => {
    const changes = [create('smartProcess.small/field.A', 'short'), create('smartProcess.large/field.B', 'x'.repeat(70_000)), create('smartProcess.last/field.C', 'also short')];
    const text = planMarkdown(planOf(changes));
    expect(text.length).toBeLessThan(65_000);
    expect(text).toContain('+ help.en: "short"');
    expect(text).toContain('+ help.en: "also short"');
    expect(text).toContain('Too long for a comment: only what happens to what, without the properties.\n\n```diff\n@@ create field.B @@\n```');
  });

  test('that would be too long even so leaves out whole folds and names them', () => {
    const changes = Array.from({ length: 900 }, (_, at) => create(`smartProcess.process${at}/field.A`, 'x'.repeat(200)));
    const text = planMarkdown(planOf(changes));
    expect(text.length).toBeLessThan(65_000);
    expect(text.length).toBeGreaterThan(40_000);
    const shown = folds(text).length;
    const [, named = '', rest] = /\*\*Left out, because the comment would be too long:\*\* (.*), and (\d+) more with \2 changes; the whole plan is in/.exec(text) ?? [];
    expect(named.match(/`smartProcess\.process\d+` \(1 change\)/g)).toHaveLength(5);
    expect(shown + 5 + Number(rest)).toBe(900);
    expect(text.match(/^<\/details>$/gm)).toHaveLength(shown);
  });

  test('is never longer than a comment may be, however much is asked, warned of and left alone', () => {
    const many = <T>(make: (at: number) => T): readonly T[] => Array.from({ length: 3000 }, (_, at) => make(at));
    const changes = many((at): Change => ({ address: `smartProcess.p${at}`, kind: 'smartProcess', action: 'blocked', reason: 'r'.repeat(300), answers: ['adopt: true'], risks: ['k'.repeat(200)], properties: [] }));
    const addresses = many((at) => `smartProcess.old${at}/field.${'N'.repeat(30)}`);
    const warnings = many((at) => ({ code: 'x', level: 'warning' as const, message: `variable ${at} is not used` }));
    const text = planMarkdown({ ...planOf(changes), leftAlone: addresses.map((address) => ({ address })), recorded: addresses, warnings });
    expect(text.length).toBeLessThan(65_000);
    for (const start of ['#### 3000 questions', '#### Risks', '#### Warnings']) expect(text).toContain(start);
    expect(text.match(/^- and \d+ more$/gm)).toHaveLength(5);
    expect(text.match(/^<details>/gm)!.length).toBe(text.match(/^<\/details>$/gm)!.length);
    outsideCode(text);
  });
});

describe('a text of others in the comment', () => {
  const skeleton = (text: string): readonly string[] => outsideCode(planMarkdown(hostilePlan(text)));
  const tags = (lines: readonly string[]): readonly string[] => lines.join('\n').match(/<\/?\w+>?/g) ?? [];

  test('cannot end a fold, open a tag or begin a line', () => {
    const expected = skeleton('plain');
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = skeleton(text);
        expect(lines).toHaveLength(expected.length);
        expect(tags(lines)).toEqual(tags(expected));
        const begins = (all: readonly string[]): readonly string[] => all.map((line) => line.slice(0, 2));
        expect(begins(lines)).toEqual(begins(expected));
      }),
      { numRuns: 500 },
    );
  });

  test('means nothing amid prose: no emphasis, table, link, mention, reference, emoji or command', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const line of skeleton(text)) {
          const foreign = line.replace(/^#### |^### |\*\*(?=CODE|Left|\d)|(?<=CODE|left|\d|blocked)\*\*|^- |<\/?(?:b|sub|details|summary)>/g, '');
          expect(foreign).not.toMatch(/[`*_|<>[\]~]|!\[|@(?!&#8203;)\S|:\/\/|www\.|:\w+:|^\//);
          const rendered = foreign.replace(/&#(\d+);/g, (_, digits) => String.fromCodePoint(Number(digits)));
          expect(rendered).not.toMatch(/[@#!~%$&]\w|https?:\/\/|www\.\w|:\w+:/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is no emoji where an underscore follows a colon', () => {
    expect(planMarkdown(hostilePlan(':tada:__https://evil.example'))).toContain(':&#8203;tada:&#8203;&#95;&#95;https:&#8203;//evil.example');
  });

  test('is shown as it is, in code, where it may be needed to the letter', () => {
    const text = planMarkdown(hostilePlan('a `tick` | <b> @you'));
    expect(text).toContain('``a `tick` | <b> @you``');
    expect(text).toContain('<code>smartProcess[&quot;a &#96;tick&#96; | &lt;b&gt; @you&quot;]</code>');
  });

  test('never makes the comment longer than it may be', () => {
    expect(planMarkdown(hostilePlan('`'.repeat(30_000))).length).toBeLessThan(GITHUB);
    expect(planMarkdown(hostilePlan('<&@'.repeat(20_000))).length).toBeLessThan(GITHUB);
  });
});

describe('the report for GitLab', () => {
  test('has the three numbers GitLab reads and nothing else; an adoption is an update, what is blocked has no number', () => {
    expect(planGitlab(repairPlan)).toBe('{"create":4,"update":5,"delete":1}\n');
    expect(planGitlab(emptyPlan)).toBe('{"create":0,"update":0,"delete":0}\n');
  });
});
