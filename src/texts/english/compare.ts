// What bxform says while it compares configurations, and carries one from portal to portal.

type Counts = Readonly<Record<'create' | 'update' | 'delete', number>>;

export const compare = {
  summary: 'Compare two portals, or a portal and files, property by property.',
  description:
    'A and B are names of portals or folders with a project (write ./name for a folder that is called like a portal). Ids never count. What files do not say counts as every portal has it by itself.',
  a: 'a portal, or the folder of a project',
  b: 'what it is compared with',
  header: (a: string, b: string): string => `What ${b} has otherwise than ${a}`,
  actions: { create: 'only in the second', update: 'different', delete: 'only in the first' },
  alike: 'No differences.',
  sum: ({ create, update, delete: gone }: Counts): string => `${create} only in the second, ${update} different, ${gone} only in the first`,
  neither: (name: string): string => `${name} is neither a portal of this project nor a folder with a project`,
  neitherHint: (known: string): string => (known === '' ? 'write the path of a folder with a bxform.yaml' : `portals of this project: ${known}`),
  replicateSummary: 'Bring one portal to what another one has: pull, map, plan, ask, apply.',
  replicateDescription:
    'Reads the portal FROM, plans its configuration for the portal TO, shows the plan, asks, and applies it; prints what everything is called on both. Nothing is removed on TO. What every portal has by itself (factory stages and dictionary entries) becomes what FROM has; anything else that is there already and differs is only changed with --adopt. Users, departments and lists that TO does not have under the same name come from mappings/TO.yaml, or are asked for; nothing is guessed.',
  from: 'portal to read',
  to: 'portal to write',
  adopt: 'take over what TO has already at these addresses, though it differs (`*` and `**` stand for parts)',
  samePortal: 'a portal is not replicated to itself',
  samePortalHint: 'name another one with --to',
  unmapped: (kind: string, key: string, portal: string): string => `${portal} has no ${kind} ${JSON.stringify(key)}`,
  unmappedHint: (path: string, section: string, key: string): string => `write into ${path} what to take instead: ${section}: { ${key}: … }`,
  whoIs: (kind: string, key: string, portal: string): string => `${kind} ${JSON.stringify(key)} on ${portal} is (empty: leave open): `,
  mappingsShape: 'mappings are maps from the name there to the name here, by section',
  mappingsHint: (sections: string): string => `sections: ${sections}`,
  mappingsHeader: 'What people, departments and lists of other portals are called on this one. Written by bxform replicate; commit it.',
  format: 'text, json, markdown or gitlab (numbers for a merge request)',
  detailedExitcode: 'exit with 2 when there are differences',
};
