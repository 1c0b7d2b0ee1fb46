import { describe, expect, test } from 'vitest';
import { lines } from '../engine/load-project.ts';
import { codes, linted, type Garage } from './garage.ts';

const OPEN = 'settings: { openPermissions: false }';
const fields = (...written: string[]): string => `smartProcesses:\n  car:\n    title: Car\n    ${OPEN}\n    fields:\n${written.map((line) => `      ${line}\n`).join('')}`;
const told = async (config: string, garage: Garage = {}): Promise<string[]> => codes(await linted(config, garage));

describe('a comment lets a finding pass', () => {
  test.each([
    ['at the end of its line', ['PLATE: { type: string } # bxform-ignore label-missing']],
    ['alone above it', ['# bxform-ignore label-missing', 'PLATE: { type: string }']],
    ['alone above it, with other comments between', ['# bxform-ignore label-missing: the API names it', '# see the handbook', 'PLATE: { type: string }']],
    ['together with another', ['# bxform-ignore label-missing, mandatory-boolean', 'PAID: { type: boolean, mandatory: true }']],
    ['anywhere in its file', ['PLATE: { type: string }', 'VIN: { type: string }', '# bxform-ignore-file label-missing']],
  ])('%s', async (_what, written) => {
    expect(await told(fields(...written))).toEqual([]);
  });
});

describe('a comment that lets nothing pass is told', () => {
  test.each<readonly [string, string[], string[]]>([
    ['on another line', ['PLATE: { type: string }', 'VIN: { type: string, label: Chassis } # bxform-ignore label-missing'], ['6:7 label-missing', '7:45 unused-ignore']],
    ['at the end of the line above', ['VIN: { type: string, label: Chassis } # bxform-ignore label-missing', 'PLATE: { type: string }'], ['6:45 unused-ignore', '7:7 label-missing']],
    ['for another rule', ['PLATE: { type: string } # bxform-ignore title-clash'], ['6:31 unused-ignore', '6:7 label-missing']],
    ['for no rule', ['PLATE: { type: string, label: Plate } # bxform-ignore'], ['6:45 unused-ignore']],
    ['for a whole file without findings', ['# bxform-ignore-file label-missing', 'PLATE: { type: string, label: Plate }'], ['6:7 unused-ignore']],
  ])('%s', async (_what, written, expected) => {
    expect(await told(fields(...written))).toEqual(expected.map((each) => `config/garage.yaml:${each}`));
  });

  test('with the rule that may have been meant', async () => {
    expect(lines(await linted(fields('# bxform-ignore label-mising', 'PLATE: { type: string, label: Plate }')))).toEqual([
      'config/garage.yaml:6:7 unused-ignore: there is no rule called label-mising → did you mean label-missing?',
    ]);
  });

  test('unless nobody wants to know', async () => {
    expect(await told(fields('# bxform-ignore label-missing', 'PLATE: { type: string, label: Plate }'), { lint: 'rules: { unused-ignore: off }' })).toEqual([]);
  });
});

test('a text that looks like such a comment is none', async () => {
  expect(await told(fields('PLATE: { type: string, label: "# bxform-ignore title-clash" }', 'VIN:', '  type: string', '  label: Chassis', '  help: |-', '    # bxform-ignore title-clash'))).toEqual([]);
});
