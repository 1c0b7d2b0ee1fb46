import type { Declared } from '../kinds/contract.ts';
import type { Path } from '../model/source.ts';
import { texts } from '../texts/index.ts';
import type { Finding, LintProject, Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.labelMissing;

/** Texts that may be written per language, as paths in a body. */
const TEXTS: readonly Path[] = [['title'], ['name'], ['label'], ['help'], ['checkboxLabel'], ['noValueCaption'], ['labels', 'yes'], ['labels', 'no']];

function incomplete(project: LintProject, resource: Declared, languages: readonly string[]): readonly Finding[] {
  return TEXTS.flatMap((text) => {
    const written = project.written([...resource.path, ...text]);
    if (!(written instanceof Map)) return [];
    const missing = languages.filter((language) => !written.has(language));
    const message = words.language(text.join('.'), resource.address, missing.join(', '));
    return missing.length === 0 ? [] : [finding(resource, message, words.languageHint(missing), text)];
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
      ...unlabelled.map((field) => finding(field, words.none(field.address), words.noneHint)),
      ...project.declared.flatMap((each) => incomplete(project, each, spoken)),
    ];
  },
};
