import { describe, expect, test } from 'vitest';
import { story } from './harness.ts';

const workshop = `smartProcesses:
  repair:
    title: Ремонт
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: Серийный номер }
    funnels:
      main: { name: Ремонт, default: true, stages: { NEW: Поступило, WORK: В работе, SUCCESS: Исправно, FAIL: Списано } }
`;
const files = { 'config/repair.yaml': workshop };

describe('bxform --lang ru', () => {
  test('helps in Russian, headings and flags included', async () => {
    const s = await story(files);
    const { stdout, code } = await s.bxform('--lang', 'ru', 'plan', '--help');
    expect(code).toBe(0);
    expect(stdout.match(/^[А-Я ]+$/gm)).toEqual(['ИСПОЛЬЗОВАНИЕ', 'АРГУМЕНТЫ', 'ПАРАМЕТРЫ', 'ОБЩИЕ ПАРАМЕТРЫ', 'ОПИСАНИЕ', 'ПРИМЕРЫ']);
    expect(stdout).toMatch(/-p, --portal=<значение> +\[переменная: BXFORM_PORTAL\] портал, как он назван в/);
    expect(stdout.replaceAll(/`[^`]*`|^ {2}\$? ?(bxform|BXFORM_WEBHOOK).*$/gm, '')).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/i);
  });

  test('lists commands and topics in Russian', async () => {
    const s = await story(files);
    const { stdout } = await s.bxform('--help', '--lang=ru');
    expect(stdout).toContain('sandbox  тестовый портал Битрикс24 для проб');
    expect(stdout).toContain('validate      Проверить файлы проекта, не обращаясь к порталу.');
  });

  test.each([
    [['plan', '--frob'], 'Неизвестный параметр: --frob'],
    [['plan', '--portal'], 'Параметру --portal нужно значение'],
    [['state', 'show'], 'Не хватает 1 обязательного аргумента'],
    [['outputs', '--format', 'xml'], 'Недопустимо: --format=xml. Возможные значения: text, json, dotenv'],
    [['sandbox', '--port', 'x'], 'Нужно целое число, а указано: x'],
    [['plna'], 'нет команды plna'],
  ])('complains about %j in Russian', async (args, complaint) => {
    const s = await story(files);
    const { code, stderr } = await s.bxform(...args, '--lang', 'ru');
    expect(code).toBe(1);
    expect(stderr).toContain(complaint);
  });

  test('plans, applies and remembers in Russian, in straight columns', async () => {
    const s = await story(files, { language: 'ru' });
    const ru = (...args: string[]): ReturnType<typeof s.bxform> => s.bxform(...args, '--lang', 'ru');
    const plan = (await ru('plan')).stdout;
    expect(plan).toContain('План проекта workshop для портала env');
    expect(plan).toContain('+ создать  smartProcess.repair\n');
    expect(plan).toContain('  ~ изменить funnel.main  (создаётся порталом вместе со смарт-процессом)\n');
    expect(plan).toMatch(/\n {2}\+ создать {2}field\.SERIAL\n {6}type {6}"string"\n {6}label\.ru {2}"Серийный номер"\n/);
    expect(plan).toMatch(/\nПлан: создать 3, изменить 4, удалить 2, перенять 0; отложено 0\. Потребуется \d+ HTTP-запрос(а|ов)? \(\d+ команд[аы]?\), примерно \d+ с\.\n$/);
    const applied = await ru('apply', '--yes');
    expect(applied.stderr).toMatch(/\[ ?1\/\d+\] создать smartProcess\.repair\n/);
    expect(applied.stdout).toMatch(/\nИтог: выполнено \d+, с ошибкой 0, пропущено 0, отложено 0, неизвестно 0\. Отправлено: \d+ HTTP-запрос(а|ов)? \(\d+ команд[аы]?\)\.\n$/);
    expect((await ru('plan')).stdout).toContain('Изменений нет. Портал соответствует конфигурации.');
    const [title, , header, ...rows] = (await ru('state', 'list')).stdout.split('\n');
    expect(title).toMatch(/^Состояние проекта workshop на портале .*, номер \d+$/);
    expect(header).toMatch(/^АДРЕС +ОТКУДА +НАЗВАНИЕ +ID$/);
    for (const row of rows.slice(0, 3)) expect(/(создано порталом|создано) /.exec(row)!.index).toBe(header!.indexOf('ОТКУДА'));
    expect((await ru('outputs')).stdout).toMatch(/^АДРЕС +НАЗВАНИЕ +ID\n/);
  });

  test('shows all mistakes in Russian: of YAML, of the schema with its own words, of the rules of the portal, of names', async () => {
    const s = await story({
      'config/repair.yaml': workshop.replace('type: string', 'type: strnig').replace('NEW: Поступило', 'new: { color: 5 }'),
      'config/broken.yaml': 'variables:\n\tfinished: 7BD500\n',
    });
    const { code, stderr } = await s.bxform('validate', '--lang', 'ru');
    expect(code).toBe(1);
    expect(stderr).toContain('config/broken.yaml:2:1 ошибка: здесь табуляция, а в YAML нужны пробелы\n');
    expect(stderr).toContain('  совет: сделайте отступ пробелами\n');
    expect(stderr).toMatch(/config\/repair\.yaml:6:\d+ ошибка: `type` принимает .* или .*, а указано: "strnig"\n/);
    expect(stderr).toContain('совет: возможно, имелось в виду `string`?');
    expect(stderr).toMatch(/ошибка: `color` принимает шесть шестнадцатеричных цифр, например 22B9FF, а указано: "5"\n/);
    expect(stderr).toMatch(/ошибка: для стадии нужен ключ `name`\n/);
    expect(stderr).toMatch(/\n4 ошибки\.\n$/);
    s.write('config/repair.yaml', workshop.replace(', FAIL: Списано', ''));
    s.write('config/broken.yaml', 'workplaces:\n  bench: { title: Стол, smartProcesses: [repairs] }\n');
    const next = (await s.bxform('validate', '--lang', 'ru')).stderr;
    expect(next).toMatch(/config\/repair\.yaml:\d+:\d+ ошибка: в smartProcess\.repair\/funnel\.main нет неуспешной стадии\n/);
    expect(next).toMatch(/config\/broken\.yaml:2:\d+ ошибка: здесь нет ничего с именем smartProcess\.repairs\n/);
    expect(next).toMatch(/\n2 ошибки\.\n$/);
    const sentences = `${stderr}${next}`.split('\n').filter((line) => /ошибка:|совет:/.test(line)).map((line) => line.replaceAll(/`[^`]*`|"[^"]*"/g, ''));
    expect(sentences.filter((line) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(line))).toEqual([]);
  });

  test('asks in Russian what it cannot know, with the lines that answer', async () => {
    const s = await story(files, { language: 'ru' });
    await s.call('crm.type.add', { fields: { title: 'Ремонт' } });
    const { stdout } = await s.bxform('plan', '--lang', 'ru');
    expect(stdout).toMatch(/^! отложено smartProcess\.repair\n {4}на портале уже есть "Ремонт" \(id \d+\), созданный не этим проектом/m);
    expect(stdout).toMatch(/чтобы продолжить, добавьте в smartProcess\.repair одну из строк:\n {8}adopt: \d+ {3}# Ремонт\n {8}create: true {3}# ещё один такой же\n/);
    expect(stdout).toMatch(/\(ждёт smartProcess\.repair\)/);
    expect(await s.bxform('plan', '--strict', '--lang', 'ru')).toMatchObject({ code: 4 });
  });

  test('applies a plan that was saved in English', async () => {
    const s = await story(files, { language: 'ru' });
    await s.bxform('plan', '--out', 'repair.plan');
    expect(await s.bxform('apply', 'repair.plan', '--yes', '--lang', 'ru')).toMatchObject({ code: 0, stdout: expect.stringContaining('с ошибкой 0') });
  });
});

/** Sentences are in the language asked for; all else that a program reads is the same. */
const withoutSentences = (json: string): unknown =>
  JSON.parse(json, (key, value: unknown) => (['message', 'hint', 'reason', 'answers', 'risks'].includes(key) ? null : value));

test('--json is the same in both languages but for its sentences', async () => {
  const s = await story({ 'config/repair.yaml': workshop });
  for (const args of [['validate'], ['plan'], ['state', 'list']]) {
    const [english, russian] = [await s.bxform(...args, '--json'), await s.bxform(...args, '--json', '--lang', 'ru')];
    expect(russian.code).toBe(english.code);
    expect(withoutSentences(russian.stdout)).toEqual(withoutSentences(english.stdout));
  }
});

describe('the language', () => {
  test('is that of the system, of BXFORM_LANG before it, and of --lang before both', async () => {
    const s = await story(files);
    const system = { BXFORM_LANG: '', LANG: 'ru_RU.UTF-8' };
    expect((await s.bxformWith(system, 'validate')).stdout).toMatch(/^Ошибок нет: \d+ ресурс/);
    expect((await s.bxformWith({ ...system, LC_ALL: 'C' }, 'validate')).stdout).toMatch(/^Valid: /);
    expect((await s.bxformWith({ ...system, BXFORM_LANG: 'en' }, 'validate')).stdout).toMatch(/^Valid: /);
    expect((await s.bxformWith({ BXFORM_LANG: 'ru' }, 'validate')).stdout).toMatch(/^Ошибок нет: /);
    expect((await s.bxformWith({ BXFORM_LANG: 'ru' }, 'validate', '--lang', 'en')).stdout).toMatch(/^Valid: /);
  });

  test('that bxform does not speak is a problem, not English', async () => {
    const s = await story(files);
    const refused = await s.bxform('validate', '--lang', 'fr');
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('bxform does not speak fr') });
    const told = await s.bxform('validate', '--lang', 'fr', '--json');
    expect(JSON.parse(told.stdout)).toMatchObject({ valid: false, problems: [{ code: 'usage' }] });
    expect((await s.bxform('--lang')).code).toBe(1);
  });
});
