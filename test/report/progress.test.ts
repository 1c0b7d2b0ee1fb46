import { describe, expect, test } from 'vitest';
import { confirmText, progressEnd, progressLine, waitingLine } from '../../src/report/progress.ts';
import { repairPlan } from './repair-plan.ts';

const terminal = { isTerminal: true, columns: 40 };
const log = { isTerminal: false };

describe('progress', () => {
  test('writes over one line of a terminal and never wraps it', () => {
    const line = progressLine(7, 57, { id: 'create smartProcess.equipment/field.SERIAL', action: 'create' }, terminal);
    expect(line).toBe('\r\u001B[2K[ 7/57] create smartProcess.equipmen...');
    expect(progressEnd(terminal)).toBe('\r\u001B[2K');
  });

  test('is a plain line each in a log', () => {
    expect(progressLine(57, 57, { id: 'create smartProcess.equipment', action: 'create' }, log)).toBe('[57/57] create smartProcess.equipment\n');
    expect(progressEnd(log)).toBe('');
  });

  test('says what is being waited for', () => {
    expect(waitingLine('rate limit', 2500, log)).toBe('waiting 3 s: rate limit\n');
    expect(waitingLine('operating time', 600_000, log)).toBe('waiting 10 min: operating time\n');
    expect(waitingLine('operating time', 7_500_000, log)).toBe('waiting 2 h 5 min: operating time\n');
  });

  test('the question before an apply names the portal', () => {
    expect(confirmText(repairPlan)).toBe('Apply this plan to staging (acme.bitrix24.eu)? Type "yes" to go on: ');
  });
});
