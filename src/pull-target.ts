// Where a portal is pulled to, what was read for it, and what is told of it.

import { relative } from 'node:path';
import type { PortalPulled } from './engine/pull-portal.ts';
import type { PortalSettings, Project } from './model/source.ts';
import type { Configured } from './project-command.ts';
import type { PulledReport } from './report/pulled.ts';
import type { State, StateStore } from './state/port.ts';

export interface PullFlags {
  readonly portal?: string | undefined;
  readonly out: string;
  readonly into?: string | undefined;
  readonly only?: string[] | undefined;
  readonly language?: string[] | undefined;
  readonly pin?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Where to, and from which portal. */
export interface Target {
  readonly folder: string;
  readonly name: string;
  readonly project: Pick<Project, 'folder'>;
  readonly portal: PortalSettings & { readonly language: string };
  readonly here: Configured | undefined;
}

export interface Opened {
  readonly pulled: PortalPulled;
  readonly state: State;
  readonly store: StateStore;
}

/** `isNew`: what stands in the files because of it. */
export function reportOf({ folder, portal }: Target, pulled: PortalPulled, files: readonly string[], isNew: (address: string) => boolean): PulledReport {
  const counts: Record<string, number> = {};
  const named = [...pulled.named.values()].filter(({ address }) => pulled.written.has(address));
  for (const { kind } of named.filter((each) => each.kind.lookup === undefined)) counts[kind.name] = (counts[kind.name] ?? 0) + 1;
  const nameless = named.filter(({ nameless: isNameless, address }) => isNameless && isNew(address)).map(({ address }) => address);
  return { portal: portal.name, folder: relative('.', folder) || '.', counts, files, left: pulled.left, remarks: pulled.remarks, nameless };
}

/** The name of a project after its folder. */
export const asName = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '').slice(0, 63) || 'pulled';
