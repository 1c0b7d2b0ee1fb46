// A service company's portal without its front: methods are run directly. Each call is a request of
// its own; a batch shares one process, as the portal's static caches do.

import { RestError, type Answer, type Data, type Family, type Switches } from '../../../src/sandbox/contract.ts';
import { freshData } from '../../../src/sandbox/fresh.ts';
import { family as automatedSolution } from '../../../src/sandbox/methods/automated-solution.ts';
import { family as category } from '../../../src/sandbox/methods/category.ts';
import { family as currency } from '../../../src/sandbox/methods/currency.ts';
import { family as item } from '../../../src/sandbox/methods/item.ts';
import { family as lists } from '../../../src/sandbox/methods/lists.ts';
import { family as status } from '../../../src/sandbox/methods/status.ts';
import { family as type } from '../../../src/sandbox/methods/type.ts';
import { family as userfield } from '../../../src/sandbox/methods/userfield.ts';
import { family as userfieldconfig } from '../../../src/sandbox/methods/userfieldconfig.ts';

export const family: Family = { ...type, ...category, ...status, ...userfieldconfig, ...userfield, ...automatedSolution, ...item, ...lists, ...currency };

export type DeskOptions = {
  readonly language?: 'en' | 'ru';
  readonly data?: Data;
  readonly admin?: boolean;
  readonly scopes?: readonly string[];
  readonly switches?: Switches;
};

export type Run = (method: string, params?: Record<string, unknown>) => any;

export type Desk = {
  readonly data: Data;
  /** the whole answer of a request of its own */
  readonly answer: (method: string, params?: Record<string, unknown>) => Answer;
  /** its result */
  readonly ask: Run;
  /** commands of one request */
  readonly batch: () => Run;
  /** the same portal for somebody else */
  readonly as: (options: Omit<DeskOptions, 'data' | 'language'>) => Desk;
};

export function openDesk(options: DeskOptions = {}): Desk {
  const { admin = true, scopes = ['crm', 'userfieldconfig', 'lists'], switches = {} } = options;
  const data = options.data ?? freshData(options.language ?? 'en');
  const run = (method: string, params: Record<string, unknown>, process: Map<string, unknown>): Answer =>
    family[method.toLowerCase()]!.run({
      method, params, data, process, switches, user: { id: admin ? 1 : 7, admin }, scopes: new Set(scopes), now: () => Date.UTC(2026, 2, 2, 8),
    });
  return {
    data,
    answer: (method, params = {}) => run(method, params, new Map()),
    ask: (method, params = {}) => run(method, params, new Map()).result,
    batch: () => {
      const process = new Map<string, unknown>();
      return (method, params = {}) => run(method, params, process).result;
    },
    as: (other) => openDesk({ data, admin, scopes, switches, ...other }),
  };
}

/** Code and text of a refusal. */
export function refusal(work: () => unknown): { readonly code: string; readonly text: string; readonly status: number } {
  try {
    work();
  } catch (error) {
    if (error instanceof RestError) return { code: error.code, text: error.message, status: error.status };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** A smart process and the numbers its parts go by. */
export function addProcess(run: Run, fields: Record<string, unknown> = {}): { id: number; entityTypeId: number; funnel: number; stages: string } {
  const { id, entityTypeId } = run('crm.type.add', { fields: { title: 'Equipment', ...fields } }).type;
  const funnel: number = run('crm.category.list', { entityTypeId }).categories[0].id;
  return { id, entityTypeId, funnel, stages: `DYNAMIC_${entityTypeId}_STAGE_${funnel}` };
}
