import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileStateStore } from '../../src/state/file-store.ts';
import type { JournalEntry } from '../../src/state/port.ts';
import { newFolder, now } from './folder.ts';

const begin: JournalEntry = { at: 1, event: 'begin', instance: 'b7c1', serial: 12, plan: 'f0f0' };
const sent: JournalEntry = {
  at: 2,
  event: 'sent',
  steps: [
    {
      step: 'create smartProcess.equipment/funnel.repair',
      action: 'create',
      targets: [{ address: 'smartProcess.equipment/funnel.repair', kind: 'funnel', name: 'Ремонт', parentIds: { entityTypeId: 1040 }, beside: ['12'] }],
    },
  ],
};
const settled: JournalEntry = { at: 3, event: 'settled', steps: [{ step: 'create smartProcess.equipment/funnel.repair', outcome: 'done' }] };

function newJournal() {
  const folder = newFolder();
  return { file: join(folder, 'staging.journal.jsonl'), journal: fileStateStore({ folder, name: 'staging', now }).journal };
}

async function written(...entries: readonly JournalEntry[]) {
  const made = newJournal();
  for (const entry of entries) await made.journal.append(entry);
  return made;
}

describe('the journal', () => {
  test('is empty before the first apply', async () => {
    expect(await newJournal().journal.read()).toEqual([]);
  });

  test('gives back what was written, in its order', async () => {
    const { journal, file } = await written(begin, sent, settled);
    expect(await journal.read()).toEqual([begin, sent, settled]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('keeps the order of lines that were not waited for', async () => {
    const { journal } = newJournal();
    await Promise.all([begin, sent, settled].map((entry) => journal.append(entry)));
    expect(await journal.read()).toEqual([begin, sent, settled]);
  });

  test('is gone after it is cleared, also twice', async () => {
    const { journal } = await written(begin);
    await journal.clear();
    await journal.clear();
    expect(await journal.read()).toEqual([]);
  });

  test('says its format in its first line', async () => {
    const { file } = await written(begin);
    expect(readFileSync(file, 'utf8')).toMatch(/^\{"format":"bxform-journal\/1",/);
  });
});

describe('a journal whose last line was torn by a crash', () => {
  test('loses that line and nothing else, wherever it was torn', async () => {
    const { journal, file } = await written(begin, sent);
    const bytes = readFileSync(file);
    const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    for (let end = start; end < bytes.length - 1; end += 1) {
      writeFileSync(file, bytes.subarray(0, end));
      expect(await journal.read()).toEqual([begin]);
    }
  });

  test('keeps a line that lacks nothing but its end', async () => {
    const { journal, file } = await written(begin, sent);
    writeFileSync(file, readFileSync(file).subarray(0, -1));
    expect(await journal.read()).toEqual([begin, sent]);
    await journal.append(settled);
    expect(await journal.read()).toEqual([begin, sent, settled]);
  });

  test('goes on with a line of its own', async () => {
    const { journal, file } = await written(begin);
    appendFileSync(file, '{"at":2,"event":"se');
    await journal.append(settled);
    expect(await journal.read()).toEqual([begin, settled]);
  });

  test('may be torn in its very first line', async () => {
    const { journal, file } = await written(begin);
    writeFileSync(file, '{"form');
    expect(await journal.read()).toEqual([]);
    await journal.append(begin);
    expect(await journal.read()).toEqual([begin]);
  });
});

describe('a journal that cannot be trusted', () => {
  test('with a torn line in the middle stops us and says where', async () => {
    const { journal, file } = await written(begin, sent);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"event":"begin"', '"event":"beg\n'));
    await expect(journal.read()).rejects.toThrow(/staging\.journal\.jsonl:1 cannot be read, so it is not known what/);
  });

  test('with an ended last line that is damaged stops us: that line was acknowledged', async () => {
    const { journal, file } = await written(begin);
    appendFileSync(file, '{"at":2,"event"\n');
    await expect(journal.read()).rejects.toThrow(/:2 cannot be read/);
  });

  test.each(['{"at":1,"event":"swept"}\n', '{"format":"bxform-journal/2","at":1,"event":"begin"}\n', '{"at":1,"event":"swept"}'])(
    'of another version is refused: %s',
    async (line) => {
      const { journal, file } = await written(begin);
      appendFileSync(file, line);
      await expect(journal.read()).rejects.toThrow(/:2 was written by another version/);
    },
  );

  test('that cannot be written is an error, so that nothing is sent', async () => {
    const { journal, file } = newJournal();
    mkdirSync(file);
    await expect(journal.append(begin)).rejects.toThrow(/cannot be written \(EISDIR\)/);
  });
});
