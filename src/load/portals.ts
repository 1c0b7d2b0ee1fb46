// Which portal is meant, and how it is reached. Only the selected portal needs its environment
// variables. Its webhook is looked at while it is at hand: an address of another shape or of another
// portal than the declared host is refused, and never printed.

import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { PortalSettings, Written } from '../model/source.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { accessFromEnvironment, accessOf, accessProblem, accessShape, environmentProblem, isReached, otherHost } from './access.ts';
import { sound, unfilledReasons, written } from './source.ts';
import { child, placeOfNode, type Entry, type MapNode, type Node, type SourceFile } from './tree.ts';

const words = texts.files.portals;

/** The portal that may be used without being declared. */
export const FROM_ENVIRONMENT = 'env';

export interface Asked {
  /** null: none is needed */
  readonly portal?: string | null | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hash: (text: string) => string;
}

/** The name of the portal that is meant. */
export function selectPortal(asked: Asked['portal'], file: SourceFile, portals: Entry | undefined): { readonly name?: string; readonly problem?: Problem } {
  if (asked === null) return {};
  const names = portals?.node.kind === 'map' ? [...portals.node.entries.keys()] : [];
  const place = portals === undefined ? file.place(0) : placeOfNode(portals);
  if (asked === undefined) {
    if (names.length === 1) return { name: names[0]! };
    const message = names.length === 0 ? words.none : words.several;
    const hint = names.length === 0 ? words.noneHint : words.severalHint(names.join(', '));
    return { problem: problem('portal-not-chosen', message, { place, hint }) };
  }
  const known = names.includes(FROM_ENVIRONMENT) ? names : [...names, FROM_ENVIRONMENT];
  if (known.includes(asked)) return { name: asked };
  const close = nearest(asked, known);
  const hint = words.unknownHint(close, known.join(', '));
  return { problem: problem('unknown-portal', words.unknown(asked), { place, hint }) };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function webhookProblem(webhook: Secret, host: string | undefined): Pick<Problem, 'code' | 'message' | 'hint'> | undefined {
  const address = URL.canParse(webhook.reveal()) ? new URL(webhook.reveal()) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol) || !/^\/rest\/\d+\/[^/]+\/?$/.test(address.pathname)) {
    return { code: 'bad-webhook', message: words.notWebhook(webhook.template), hint: words.notWebhookHint };
  }
  if (address.protocol === 'http:' && !LOOPBACK.test(address.hostname)) {
    return { code: 'bad-webhook', message: words.open(webhook.template), hint: words.openHint };
  }
  if (host === undefined || address.host.toLowerCase() === host.toLowerCase()) return undefined;
  return { code: 'other-portal', message: words.other(webhook.template, address.host, host), hint: words.otherHint };
}

const text = (value: Written | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function settingsOf(name: string, node: MapNode, wrong: ReadonlySet<Node>): PortalSettings {
  const values = written(sound(node, wrong)!) as ReadonlyMap<string, Written>;
  const [webhook, limits, tags] = [values.get('webhook'), values.get('limits'), values.get('tags')];
  const language = text(values.get('language'));
  return {
    name,
    ...(language === undefined ? {} : { language }),
    ...(values.get('sandbox') === true ? { sandbox: true } : {}),
    ...(values.get('app') === false ? { webhookOnly: true } : {}),
    ...(webhook instanceof Secret ? { webhook } : {}),
    ...accessOf(values),
    ...(limits instanceof Map ? { limits: Object.fromEntries(limits) } : {}),
    ...(Array.isArray(tags) ? { tags: tags as string[] } : {}),
  };
}

/** The language of a portal; that of the portal env may come from the environment, or be the one that all others have. */
export function languageOf(name: string, portals: ReadonlyMap<string, PortalSettings>, environment: Asked['environment']): string | undefined {
  const declared = portals.get(name)?.language;
  if (declared !== undefined || name !== FROM_ENVIRONMENT) return declared;
  const spoken = new Set([...portals.values()].flatMap((portal) => portal.language ?? []));
  return environment['BXFORM_LANGUAGE'] ?? (spoken.size === 1 ? [...spoken][0] : undefined);
}

/** The portal that needs no entry: everything comes from the environment but what its entry says, and the language the other portals have in common. */
function fromEnvironment({ environment, hash }: Asked, portals: ReadonlyMap<string, PortalSettings>): { readonly settings?: PortalSettings; readonly problem?: Problem } {
  const declared = portals.get(FROM_ENVIRONMENT);
  const address = environment['BXFORM_WEBHOOK'] || undefined;
  const access = accessFromEnvironment(environment, hash);
  if (address === undefined && access === undefined && environmentProblem(environment) === undefined) {
    return { problem: problem('environment-unset', words.envUnset, { hint: words.envUnsetHint }) };
  }
  const unfit = environmentProblem(environment) ?? otherHost(declared?.host, access?.host);
  if (unfit !== undefined) return { problem: unfit };
  const webhook = address === undefined ? {} : { webhook: new Secret('${env.BXFORM_WEBHOOK}', address, hash) };
  const language = languageOf(FROM_ENVIRONMENT, portals, environment);
  if (language && !/^[a-z]{2}$/.test(language)) {
    return { problem: problem('bad-value', words.badLanguage(JSON.stringify(language))) };
  }
  return { settings: { ...declared, ...access, name: FROM_ENVIRONMENT, ...webhook, ...(language ? { language } : {}) } };
}

/** Rules between the keys of one portal. */
function shapeProblem(name: string, entry: Entry): Problem | undefined {
  const has = (key: string): boolean => child(entry.node, key) !== undefined;
  const place = placeOfNode(entry);
  if (name === FROM_ENVIRONMENT) {
    if (!isReached(entry)) return undefined;
    return problem('portal-address', words.envAddress, { place, hint: words.envAddressHint });
  }
  const ofAccess = accessShape(name, entry);
  if (ofAccess !== undefined) return ofAccess;
  if (has('webhook') !== has('sandbox') || (isReached(entry) && !has('webhook'))) return undefined;
  const message = has('webhook') ? words.both(name) : words.neither(name);
  return problem('portal-address', message, { place, hint: words.addressHint });
}

export interface Portals {
  readonly portals: ReadonlyMap<string, PortalSettings>;
  readonly selected?: PortalSettings;
  readonly problems: readonly Problem[];
}

export function portalsOf(asked: Asked, name: string | undefined, section: Node | undefined, wrong: ReadonlySet<Node>): Portals {
  const problems: Problem[] = [];
  const portals = new Map<string, PortalSettings>();
  for (const [key, entry] of section?.kind === 'map' ? section.entries : []) {
    if (entry.node.kind !== 'map' || wrong.has(entry.node)) continue;
    portals.set(key, settingsOf(key, entry.node, wrong));
    const found = shapeProblem(key, entry);
    if (found !== undefined) problems.push(found);
  }
  if (name === undefined) return { portals, problems };
  const own = child(section, name);
  problems.push(...(own === undefined ? [] : unfilledReasons(own)));
  const { settings, problem: unset } = name === FROM_ENVIRONMENT ? fromEnvironment(asked, portals) : { settings: portals.get(name), problem: undefined };
  if (unset !== undefined) problems.push(unset);
  const wrongAccess = settings && accessProblem(settings, name === FROM_ENVIRONMENT);
  const spot = own === undefined ? {} : { place: placeOfNode(own) };
  if (wrongAccess) problems.push(problem(wrongAccess.code, wrongAccess.message, { ...wrongAccess, ...spot }));
  const wrongWebhook = settings?.webhook && webhookProblem(settings.webhook, settings.host);
  const at = child(own, 'webhook');
  if (wrongWebhook) problems.push(problem(wrongWebhook.code, wrongWebhook.message, { ...wrongWebhook, ...(at === undefined ? {} : { place: placeOfNode(at) }) }));
  return { portals, problems, ...(settings === undefined ? {} : { selected: settings }) };
}
