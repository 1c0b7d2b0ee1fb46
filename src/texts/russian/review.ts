// Reviews in Russian: the comment of a merge request, the page, the diagrams.

import type { review as english } from '../english/review.ts';
import { counted, form } from './counted.ts';

const changes = (count: number): string => counted(count, 'изменение', 'изменения', 'изменений');
const commands = (count: number): string => counted(count, 'команда', 'команды', 'команд');

export const review: typeof english = {
  sum: (counts) =>
    [
      counts.create > 0 ? `создать ${counts.create}` : '',
      counts.update > 0 ? `изменить ${counts.update}` : '',
      counts.delete > 0 ? `удалить ${counts.delete}` : '',
      counts.adopt > 0 ? `перенять ${counts.adopt}` : '',
      counts.blocked > 0 ? `отложено ${counts.blocked}` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  title: (project, portal) => `План проекта ${project} для портала ${portal}`,
  blocked: (count) => `Сначала ${form(count, 'нужен ответ', 'нужны ответы', 'нужны ответы')} на ${counted(count, 'вопрос', 'вопроса', 'вопросов')}`,
  waiting: (count) => `Ответов ${form(count, 'ждёт', 'ждут', 'ждут')} ещё ${changes(count)}.`,
  under: (address) => `в ${address}`,
  oneOf: 'одна из этих строк',
  risks: 'Риски и удаления',
  isDeleted: 'будет удалено',
  warnings: 'Предупреждения',
  leftAlone: (count) => `Больше не описано в конфигурации, остаётся на портале как есть: ${count}`,
  recorded: (count) => `Уже есть на портале и совпадает с конфигурацией, будет записано как своё: ${count}`,
  more: (count) => `и ещё ${count}`,
  brief: 'Слишком длинно для комментария: только что с чем произойдёт, без свойств.',
  leftOut: 'Не поместилось, комментарий был бы слишком длинным:',
  leftOutRoot: (root, count) => `${root} (${changes(count)})`,
  leftOutRest: (roots, count) => `и ещё ${roots}, в них ${changes(count)}`,
  leftOutHint: 'план целиком — в `bxform plan` и на странице `bxform plan --html`',
  needs: (requests, sent, time) =>
    requests === 0
      ? 'HTTP-запросы не нужны.'
      : `Потребуется ${counted(requests, 'HTTP-запрос', 'HTTP-запроса', 'HTTP-запросов')} (${commands(sent)}), примерно ${time}.`,
  madeBy: (version) => `bxform ${version}`,
  standardTypes: {
    lead: 'Лид',
    deal: 'Сделка',
    contact: 'Контакт',
    company: 'Компания',
    quote: 'Предложение',
    order: 'Заказ',
    invoice: 'Счёт',
  },
  page: {
    language: 'ru',
    sections: 'Разделы страницы',
    summary: 'Итог',
    tiles: { create: 'создать', update: 'изменить', delete: 'удалить', adopt: 'перенять', blocked: 'отложено', time: 'на применение' },
    requests: (requests, sent) => `${counted(requests, 'запрос', 'запроса', 'запросов')}, ${commands(sent)}`,
    nothing: 'отправлять нечего',
    questions: 'Сначала ответьте на вопросы',
    answer: (address, count) => `Чтобы продолжить, добавьте в ${address}${count > 1 ? ' одну из строк' : ''}:`,
    waits: (count) => `Этого ответа ${form(count, 'ждёт', 'ждут', 'ждут')} ${changes(count)}.`,
    changes: 'Изменения',
    search: 'Поиск по адресам, свойствам и значениям',
    searchHint: '/ — к поиску, Esc — показать всё',
    found: (shown, all) => `${shown} из ${all}`,
    nothingFound: 'Нет изменений, в которых есть все эти слова.',
    openAll: 'Развернуть всё',
    closeAll: 'Свернуть всё',
    property: 'Свойство',
    before: 'Было',
    after: 'Станет',
    diagram: 'Типы и связи',
    describe: (types, relations) => `${counted(types, 'тип', 'типа', 'типов')}, ${counted(relations, 'связь', 'связи', 'связей')}`,
    unchanged: 'Остаётся как есть',
    funnels: 'Воронки',
    noStages: 'стадии не описаны',
    leftAlone: 'Больше не описано в конфигурации, остаётся как есть',
    recorded: 'Совпадает с конфигурацией, будет записано как своё',
    footer: (version) => `Страница создана в bxform ${version}. Она самостоятельна: ничего не загружает и никуда ничего не отправляет.`,
    marks: { new: '+', gone: '\u2212', changed: '~', blocked: '!' },
    badges: { new: 'новое', gone: 'удаляется', changed: 'меняется', blocked: 'отложено' },
    semantics: {
      success: { sign: '\u2713', word: 'успех' },
      failure: { sign: '\u2715', word: 'провал' },
    },
  },
  commands: {
    planFormat: 'как вывести: markdown — для комментария к запросу на слияние, gitlab — для artifacts:reports:terraform',
    planHtml: 'записать сюда план как страницу: изменения, схема, воронки',
    graphSummary: 'Нарисовать смарт-процессы, их воронки и связи.',
    graphDescription: 'Рисует то, что описано в файлах, а с --live — всё, что есть на портале. Выводит схему для Mermaid или Graphviz.',
    graphNothing: 'здесь нечего рисовать',
    graphLive: 'нарисовать то, что есть на портале, а не то, что описано в файлах',
    graphFormat: 'язык схемы (по умолчанию — mermaid)',
  },
  formats: {
    differ: (format) => `--json и --format ${format} просят разного`,
    differHint: 'оставьте что-то одно: --json — то же, что --format json',
    differGraphHint: 'оставьте что-то одно',
  },
};
