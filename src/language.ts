// The language bxform speaks, worked out before anything that speaks is loaded: `--lang`, BXFORM_LANG, and
// what the system is set to, in the order POSIX has. It is put into BXFORM_LANG, where every bundle's
// catalogue finds it; `--lang` itself may stand anywhere and is taken out, so it also works where there is no
// command (`bxform --lang ru`). One that is not spoken stays, to be refused.

export const LANGUAGES: readonly string[] = ['en', 'ru'];

/** `ru`, `ru_RU.UTF-8` -> `ru`; what is not spoken is English. */
const spoken = (locale: string | undefined): string => LANGUAGES.find((language) => new RegExp(`^${language}([_.@-]|$)`, 'i').test(locale ?? '')) ?? 'en';

/** The system's word, or the user's standing one: the first that is set decides. */
export const languageOf = (environment: Readonly<Record<string, string | undefined>>): string =>
  spoken(['BXFORM_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name]).find((locale) => locale !== undefined && locale !== ''));

/** The value of the last `--lang` that is ours and where it stands. */
function asked(args: readonly string[], isOurs: (value: string) => boolean): { readonly value: string; readonly at: number; readonly words: number } | undefined {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  for (let at = end - 1; at >= 0; at -= 1) {
    const word = args[at]!;
    const isPair = word === '--lang' && at + 1 < end;
    const value = isPair ? args[at + 1]! : word.startsWith('--lang=') ? word.slice(7) : undefined;
    if (value !== undefined && isOurs(value)) return { value, at, words: isPair ? 2 : 1 };
  }
  return undefined;
}

/** Where `--lang` is a language to write code in as well: what we do not speak is for the command to understand. */
const WRITES_CODE = 'codegen';

/** Settles the language; the command line without a `--lang` that is spoken, and one that is not. */
export function settleLanguage(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): { readonly args: readonly string[]; readonly unknown?: string } {
  const rest = [...args];
  let chosen: string | undefined;
  let unknown: string | undefined;
  const isOurs = (value: string): boolean => LANGUAGES.includes(value) || !args.includes(WRITES_CODE);
  for (let found = asked(rest, isOurs); found !== undefined; found = asked(rest, isOurs)) {
    rest.splice(found.at, found.words);
    if (LANGUAGES.includes(found.value)) chosen ??= found.value;
    else unknown ??= found.value;
  }
  environment['BXFORM_LANG'] = chosen ?? languageOf(environment);
  return { args: rest, ...(unknown === undefined ? {} : { unknown }) };
}

export const commandLine = settleLanguage(process.argv.slice(2), process.env);
