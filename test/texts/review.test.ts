import { describe, expect, test } from 'vitest';
import { review as english } from '../../src/texts/english/review.ts';
import { review as russian } from '../../src/texts/russian/review.ts';

describe('numbers in a review', () => {
  test.each([[1, '1 question to answer first', '1 вопрос'], [2, '2 questions to answer first', '2 вопроса'], [5, '5 questions to answer first', '5 вопросов'], [21, '21 questions to answer first', '21 вопрос'], [112, '112 questions to answer first', '112 вопросов']])('%i question(s)', (count, inEnglish, inRussian) => {
    expect(english.blocked(count)).toBe(inEnglish);
    expect(russian.blocked(count)).toMatch(new RegExp(`${inRussian}$`));
  });

  test.each([[1, 'Этого ответа ждёт 1 изменение.'], [3, 'Этого ответа ждут 3 изменения.'], [11, 'Этого ответа ждут 11 изменений.']])('%i change(s) that wait, in Russian', (count, told) => {
    expect(russian.page.waits(count)).toBe(told);
  });

  test('a sum tells only what there is', () => {
    const counts = { create: 3, update: 0, delete: 1, adopt: 0, blocked: 2 };
    expect(english.sum(counts)).toBe('3 to create, 1 to delete, 2 blocked');
    expect(russian.sum(counts)).toBe('создать 3, удалить 1, отложено 2');
  });
});
