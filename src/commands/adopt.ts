import { Args } from '@oclif/core';
import { problem } from '../model/problem.ts';
import { ProjectCommand, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.choice;

export class Adopt extends ProjectCommand {
  static override readonly summary = words.commandAdopt;
  static override readonly description = words.commandAdoptDescription;
  static override readonly examples = ["<%= config.bin %> adopt 'smartProcess.equipment/**' --portal staging", "<%= config.bin %> adopt '**' --portal staging --json"];
  static override readonly strict = false;
  static override readonly args = { addresses: Args.string({ description: words.argAddresses }) };
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Adopt);
    const patterns = argv as string[];
    if (patterns.length === 0) await this.report([problem('usage', words.notOneAddress, { hint: words.notOneAddressHint })], flags.json);
    const [{ candidates }, { unknownPatterns }] = await Promise.all([import('../engine/taking-over.ts'), import('../engine/selection.ts')]);
    const { configured, world, write } = await this.seen(flags);
    await this.report(unknownPatterns(patterns, [...configured.graph.declared.keys()]), flags.json);
    const found = candidates(world, patterns);
    const file = await write(found.taken);
    const { adoptedText, importedJson } = await import('../report/taken.ts');
    this.out(flags.json ? importedJson(configured.portal.name, file, found) : adoptedText(file, found));
  }
}
