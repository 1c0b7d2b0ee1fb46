// The project file of a configuration that was pulled: the portal as it is reached already, references to the environment
// included, and every file below config/.

import { Document, isMap, parseDocument, type Node } from 'yaml';

/** The entry of a portal in a project file, as it is written there. */
function portalIn(text: string, portal: string): Node | undefined {
  const portals = parseDocument(text).get('portals');
  const found = isMap(portals) ? portals.get(portal, true) : undefined;
  return found as Node | undefined;
}

/** `from`: the project file that knows the portal. */
export function projectText(project: string, portal: string, from: string): string {
  const document = new Document({ bxform: 1, project, portals: {}, include: ['config/**/*.yaml'] });
  const portals = document.get('portals');
  if (isMap(portals)) portals.set(document.createNode(portal), portalIn(from, portal) ?? document.createNode({}));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
