import type { Declared } from '../kinds/contract.ts';
import type { Path } from '../model/source.ts';
import { texts } from '../texts/index.ts';
import type { Finding, LintProject, Rule } from './contract.ts';

/** Texts that may be written per language, as paths in a body. */
const TEXTS: readonly Path[] = [['title'], ['name'], ['label'], ['help'], ['checkboxLabel'], ['noValueCaption'], ['labels', 'yes'], ['labels', 'no']];

function incomplete(project: LintProject, { address, path }: Declared, languages: readonly string[]): readonly Finding[] {
  return TEXTS.flatMap((text) => {
    const written = project.written([...path, ...text]);
    if (!(written instanceof Map)) return [];
    const missing = languages.filter((language) => !written.has(language));
    if (missing.length === 0) return [];
    return [{ address, path: [...path, ...text], message: texts.lint.labelMissing.language(text.join('.'), address, missing.join(', ')), hint: texts.lint.labelMissing.languageHint(missing) }];
  });
}

// a plain text is the text in every language; an adopted field may keep the label it has
export const labelMissing: Rule = {
  id: 'label-missing',
  level: 'warning',
  options: { languages: [] },
  check(project, { languages }) {
    const spoken = [...new Set([...project.portals.flatMap(({ language }) => language ?? []), ...(languages as readonly string[])])];
    const unlabelled = project.ofKind('field').filter(({ path, adopt }) => adopt === undefined && project.written([...path, 'label']) === undefined);
    return [
      ...unlabelled.map(({ address, path }) => ({ address, path, message: texts.lint.labelMissing.none(address), hint: texts.lint.labelMissing.noneHint })),
      ...project.declared.flatMap((each) => incomplete(project, each, spoken)),
    ];
  },
};
