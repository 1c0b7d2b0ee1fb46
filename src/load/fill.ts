// Fills `${var.NAME}` and `${env.NAME}` into trees. A scalar that is nothing but one variable becomes
// its value, maps and lists included; inside a text the value becomes text. Anything taken from the
// environment makes the whole scalar a secret, unless its variable says it is none. A name that the
// environment lacks is reported only where the value is needed: portals that are not selected and
// variables nobody uses may be unset.

import { nearest } from '../model/nearest.ts';
import { problem, type Place, type Problem } from '../model/problem.ts';
import { asTemplate, mayHavePieces, pieces, type Piece } from '../model/template.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { placeOfNode, type Entry, type MapNode, type Node, type Scalar } from './tree.ts';

const words = texts.files.variables;

/** Text of a piece, and the template it stands for when it is secret. */
interface Part {
  readonly text: string;
  readonly template?: string;
}

export interface Surroundings {
  readonly variables: ReadonlyMap<string, Entry>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hash: (text: string) => string;
  /** every file was read: a variable that is not there does not exist */
  readonly complete: boolean;
  /** the portal that is meant, and its own variables, which are among `variables` too */
  readonly portal?: string | undefined;
  readonly own?: ReadonlySet<string> | undefined;
  /** portals that have a variable of their own, by its name */
  readonly elsewhere?: ReadonlyMap<string, readonly string[]>;
}

const scalar = (node: Node, value: Scalar): Node => ({ kind: 'scalar', value, file: node.file, at: node.at });
const unfilled = (node: Node, why?: Problem): Node => ({ kind: 'unfilled', why, file: node.file, at: node.at });

const tokenPlace = (node: Node, written: string): Place => {
  const at = node.file.text.indexOf(written, node.at);
  return node.file.place(at === -1 ? node.at : at);
};

export class Filler {
  readonly problems: Problem[] = [];
  /** something could not be taken from the environment */
  lacks = false;
  /** what variables of the portal's own lack */
  readonly ownLacks = new Set<Problem>();
  readonly #around: Surroundings;
  readonly #values = new Map<string, Node>();
  readonly #open: string[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
    // mistakes in variables nobody uses are mistakes too
    for (const [name, entry] of around.variables) this.#variable(name, entry.node, '');
  }

  fill(node: Node): Node {
    return mayHavePieces(node.file.text) ? this.#fill(node) : node;
  }

  #fill(node: Node): Node {
    if (node.kind === 'map') return this.#fillMap(node);
    if (node.kind === 'scalar') return typeof node.value === 'string' && mayHavePieces(node.value) ? this.#fillText(node, node.value) : node;
    if (node.kind === 'unfilled') return node;
    const items = node.items.map((item) => this.#fill(item));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }

  #fillMap(node: MapNode): Node {
    let entries: Map<string, Entry> | undefined;
    for (const [key, entry] of node.entries) {
      const filled = this.#fill(entry.node);
      if (filled !== entry.node) (entries ??= new Map(node.entries)).set(key, { ...entry, node: filled });
    }
    return entries === undefined ? node : { ...node, entries };
  }

  #fillText(node: Node, text: string): Node {
    const found = pieces(text);
    const [only] = found;
    const here = (made: Node): Node => ({ ...made, file: node.file, at: node.at });
    if (found.length === 1 && only!.kind === 'variable') return here(this.#variable(only!.name, node, only!.written));
    const parts = found.map((piece) => this.#part(node, piece));
    const lacking = parts.find((part): part is Node => 'kind' in part);
    if (lacking !== undefined) return here(lacking);
    const filled = parts as Part[];
    const whole = filled.map((part) => part.text).join('');
    if (filled.every((part) => part.template === undefined)) return scalar(node, whole);
    return this.#secret(node, filled.map((part) => part.template ?? asTemplate(part.text)).join(''), whole);
  }

  #part(node: Node, piece: Piece): Part | Node {
    if (piece.kind === 'text') return { text: piece.text };
    if (piece.kind === 'malformed') {
      return this.#fails(node, problem('malformed-variable', words.malformed(piece.written), { place: tokenPlace(node, piece.written), hint: words.malformedHint }));
    }
    if (piece.kind === 'environment') {
      const text = this.#fromEnvironment(node, piece.name, tokenPlace(node, piece.written));
      return typeof text === 'string' ? { text, template: `\${env.${piece.name}}` } : text;
    }
    const value = this.#variable(piece.name, node, piece.written);
    if (value.kind === 'unfilled') return value;
    if (value.kind === 'scalar' && value.value instanceof Secret) return { text: value.value.reveal(), template: value.value.template };
    if (value.kind === 'scalar' && value.value !== null) return { text: String(value.value) };
    const what = value.kind === 'scalar' ? 'null' : texts.files.value[value.kind];
    const hint = words.notTextHint(piece.name);
    return this.#fails(node, problem('variable-not-text', words.notText(piece.name, what), { place: tokenPlace(node, piece.written), hint }));
  }

  #variable(name: string, node: Node, written: string): Node {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const entry = this.#around.variables.get(name);
    if (entry === undefined) return this.#unknown(name, node, written);
    if (this.#open.includes(name)) {
      const circle = [...this.#open.slice(this.#open.indexOf(name)), name].join(' → ');
      return this.#fails(node, problem('variable-cycle', words.cycle(circle), { place: tokenPlace(node, written), hint: words.cycleHint }));
    }
    this.#open.push(name);
    const value = this.#declaredEnvironment(entry.node) ?? this.#fill(entry.node);
    this.#open.pop();
    this.#values.set(name, value);
    return value;
  }

  #unknown(name: string, node: Node, written: string): Node {
    const { complete, portal, elsewhere } = this.#around;
    if (!complete) return unfilled(node);
    const others = elsewhere?.get(name);
    if (others !== undefined) {
      if (portal === undefined) return unfilled(node);
      const words = texts.overlays;
      const more = { place: tokenPlace(node, written), hint: words.elsewhereDefinedHint(portal, name) };
      return this.#fails(node, problem('unknown-variable', words.elsewhereDefined(portal, name, others), more));
    }
    const close = nearest(name, this.#around.variables.keys());
    const hint = close === undefined ? words.unknownHint(name) : texts.files.didYouMeanVariable(close);
    return this.#fails(node, problem('unknown-variable', words.unknown(name), { place: tokenPlace(node, written), hint }));
  }

  /** `{ env: NAME }` and `{ env: NAME, sensitive: false }` as the value of a variable. */
  #declaredEnvironment(node: Node): Node | undefined {
    if (node.kind !== 'map') return undefined;
    const name = node.entries.get('env')?.node;
    const sensitive = node.entries.get('sensitive')?.node;
    if (name?.kind !== 'scalar' || typeof name.value !== 'string' || node.entries.size > (sensitive ? 2 : 1)) return undefined;
    const text = this.#fromEnvironment(node, name.value, placeOfNode(name));
    if (typeof text !== 'string') return text;
    const isOpen = sensitive?.kind === 'scalar' && sensitive.value === false;
    return isOpen ? scalar(node, text) : this.#secret(node, `\${env.${name.value}}`, text);
  }

  #fromEnvironment(node: Node, name: string, place: Place): string | Node {
    const text = this.#around.environment[name];
    if (text !== undefined && text !== '') return text;
    this.lacks = true;
    const why = problem('environment-unset', words.unset(name), { place, hint: words.unsetHint(name) });
    if (this.#open.some((variable) => this.#around.own?.has(variable))) this.ownLacks.add(why);
    return unfilled(node, why);
  }

  #secret(node: Node, template: string, text: string): Node {
    return scalar(node, new Secret(template, text, this.#around.hash));
  }

  #fails(node: Node, found: Problem): Node {
    this.problems.push(found);
    return unfilled(node);
  }
}
