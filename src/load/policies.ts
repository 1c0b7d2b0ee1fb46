// The `policies` of the project file: which of what is declared the project insists on, sets once, or leaves alone.
// What breaks the schema is told elsewhere and left out here.

import type { Policy } from '../model/policy.ts';
import { child, placeOfNode, type Node } from './tree.ts';

const textOf = (node: Node | undefined): string | undefined => (node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined);

export function policiesOf(main: Node | undefined, wrong: ReadonlySet<Node>): readonly Policy[] {
  const list = child(main, 'policies');
  return (list?.kind === 'list' ? list.items : []).flatMap((item): readonly Policy[] => {
    const [treatment, address, kind, properties] = ['policy', 'address', 'kind', 'properties'].map((key) => child(item, key));
    const said = textOf(treatment);
    if (wrong.has(item) || (said !== 'enforce' && said !== 'initial' && said !== 'ignore')) return [];
    return [{
      treatment: said,
      place: placeOfNode(item),
      ...(textOf(address) === undefined ? {} : { address: textOf(address)! }),
      ...(textOf(kind) === undefined ? {} : { kind: textOf(kind)! }),
      ...(properties?.kind === 'list' ? { properties: properties.items.flatMap((each) => textOf(each) ?? []) } : {}),
    }];
  });
}
