// Help and complaints about the command line come from oclif, in English. Its root help and the help it shows
// beside a complaint use their own classes whatever help class is set, so the words are put in where all of
// them pass: where a section is composed, where help begins, and where a complaint leaves us.

import { Help, HelpBase } from '@oclif/core';
import { texts } from './texts/index.ts';

const { help, usage, about, topics, autocomplete } = texts.commands;

type Cell = string | undefined;
interface Formatter {
  section(header: string, body: string | readonly (readonly Cell[])[]): string;
}

/** `[default: x, env: Y]`, `(required)`, `<options: a|b>` and `=<value>`, as oclif writes them. */
const translated = (text: Cell): Cell =>
  text
    ?.replace(/\[(?:default|env): [^\]]*\]/, (whole) => whole.replace(/\bdefault: /, `${help.words.default}: `).replace(/\benv: /, `${help.words.env}: `))
    .replace('(required)', `(${help.words.required})`)
    .replace('<options: ', `<${help.words.options}: `)
    .replaceAll('<value>', `<${help.words.value}>`)
    .replaceAll('<option>', `<${help.words.option}>`);

/** The words of the catalogue in place of oclif's. */
export function speakHelp(): void {
  const formatter = Object.getPrototypeOf(HelpBase.prototype) as Formatter;
  const { section } = formatter;
  formatter.section = function (header, body) {
    const isText = typeof body === 'string';
    const told = isText ? (header === 'USAGE' ? translated(body)! : body) : body.map((row) => row.map(translated));
    return section.call(this, help.headings[header] ?? header, told);
  };
  const { showHelp } = Help.prototype;
  Help.prototype.showHelp = function (argv) {
    for (const topic of this.config.topics) topic.description = topics[topic.name] ?? topic.description;
    for (const command of this.config.commands.filter(({ id }) => id.startsWith('autocomplete'))) {
      [command.summary, command.description] = [autocomplete, autocomplete];
    }
    this.config.pjson.description = about;
    return showHelp.call(this, argv);
  };
}

/** What oclif complains about, and how we say it. */
const COMPLAINTS: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/^command (.+) not found$/im, usage.unknownCommand],
  [/^Command (.+) not found\.$/m, usage.unknownCommand],
  [/^Nonexistent flags?: (.+)$/m, (flags) => usage.unknownFlags(flags.split(', ').length, flags)],
  [/^Unexpected arguments?: (.+)$/m, (words) => usage.unexpected(words.split(', ').length, words)],
  [/^Missing (\d+) required args?:?$/m, (count) => usage.missing(Number(count))],
  [/^Expected (.+) to be one of: (.+)$/m, usage.oneOf],
  [/^Flag (\S+) expects a value$/m, usage.needsValue],
  [/Expected an integer but received: (.+)$/m, usage.notInteger],
  [/Expected an integer greater than or equal to (\S+) but received: (.+)$/m, usage.tooSmall],
  [/Expected an integer less than or equal to (\S+) but received: (.+)$/m, usage.tooBig],
  [/^Parsing (\S+) *$/m, (flag) => `${flag}:`],
  [/^See more help with --help$/m, () => usage.seeHelp],
];

/** A complaint of oclif's about the command line, in our words. */
export function translateComplaint(error: Error): void {
  for (const [pattern, say] of COMPLAINTS) {
    const found = pattern.exec(error.message);
    if (found !== null) error.message = error.message.replace(pattern, () => say(...found.slice(1)));
  }
  error.name = usage.error;
}
