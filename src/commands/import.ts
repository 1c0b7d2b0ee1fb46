import { Args } from '@oclif/core';
import { ProjectCommand, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.choice;

export class Import extends ProjectCommand {
  static override readonly summary = words.commandImport;
  static override readonly description = words.commandImportDescription;
  static override readonly examples = [
    '<%= config.bin %> import smartProcess.equipment 1042 --portal staging',
    '<%= config.bin %> import deal/field.CONTRACT_NO UF_CRM_1737036800 --portal staging',
    '<%= config.bin %> import deal/funnel.service "Service contracts" --portal staging',
  ];
  static override readonly args = {
    address: Args.string({ required: true, description: words.argAddress }),
    id: Args.string({ required: true, description: words.argId }),
  };
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Import);
    const { meant } = await import('../engine/taking-over.ts');
    const { configured, world, write } = await this.seen(flags);
    const found = meant(world, args.address, args.id);
    if ('code' in found) await this.report([found], flags.json);
    else {
      const file = await write([found]);
      const { importedJson, importedText } = await import('../report/taken.ts');
      this.out(flags.json ? importedJson(configured.portal.name, file, { taken: [found], byWord: [], inDoubt: [] }) : importedText(configured.portal.name, file, found));
    }
  }
}
