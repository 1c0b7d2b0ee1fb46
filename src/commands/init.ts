import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../command.ts';
import { problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.init;

const PROJECT = /^[a-z][a-z0-9-]{0,62}$/;
const asName = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '').slice(0, 63) || 'my-portal';

export class Init extends BaseCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> init', '<%= config.bin %> init portals/acme --name acme'];
  static override readonly args = { folder: Args.string({ description: words.folder, default: '.' }) };
  static override readonly flags = { name: Flags.string({ description: words.name }) };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Init);
    const folder = resolve(args.folder);
    const name = flags.name ?? (await this.ask(asName(basename(folder))));
    if (!PROJECT.test(name)) await this.report([problem('bad-project-name', words.badName(JSON.stringify(name)), { hint: words.badNameHint(asName(name)) })], flags.json);
    const { projectFiles } = await import('../model/new-project.ts');
    const written: string[] = [];
    const kept: string[] = [];
    for (const [path, text] of projectFiles(name)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      const isNew = await writeFile(file, text, { flag: 'wx' }).then(() => true, (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      });
      (isNew ? written : kept).push(path);
    }
    if (flags.json) this.out(`${JSON.stringify({ format: 'bxform-init/1', project: name, written, kept }, null, 2)}\n`);
    else this.out([...written.map(words.wrote), ...kept.map(words.kept), '', words.next, ''].join('\n'));
  }

  private async ask(proposed: string): Promise<string> {
    if (!this.attended()) return proposed;
    const questions = createInterface({ input: process.stdin, output: process.stderr });
    const answer = (await questions.question(words.ask(proposed))).trim();
    questions.close();
    return answer === '' ? proposed : answer;
  }
}
