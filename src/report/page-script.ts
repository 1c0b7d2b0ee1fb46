// The whole behaviour of the page, and the only script it runs: its hash is in the page's own policy. Without
// it everything can still be read and folded; it adds the search and prepares for printing.

export const PAGE_SCRIPT = `
'use strict';
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const find = (id) => document.getElementById(id);
  const search = find('search');
  if (search) {
    const textOf = (element) => element.textContent.toLowerCase();
    const changesOf = (root) => [...root.querySelectorAll('article.change')].map((change) => ({ change, text: textOf(change) }));
    const roots = all('details.root').map((root) => ({ root, title: textOf(root.querySelector('summary')), changes: changesOf(root) }));
    const filter = () => {
      const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      for (const { root, title, changes } of roots) {
        let here = 0;
        for (const { change, text } of changes) {
          const fits = words.every((word) => text.includes(word) || title.includes(word));
          change.hidden = !fits;
          if (fits) here += 1;
        }
        root.hidden = here === 0;
        if (words.length > 0 && here > 0) root.open = true;
        shown += here;
      }
      const found = find('found');
      found.value = words.length === 0 ? '' : found.dataset.pattern.replace('##', found.dataset.all).replace('#', shown);
      find('none').hidden = shown > 0;
    };
    search.addEventListener('input', filter);
    document.addEventListener('keydown', (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search.focus();
        search.select();
      } else if (event.key === 'Escape' && event.target === search) {
        search.value = '';
        filter();
      }
    });
    const fold = (open) => () => roots.forEach(({ root }) => { root.open = open; });
    find('open').addEventListener('click', fold(true));
    find('close').addEventListener('click', fold(false));
    find('tools').hidden = false;
  }
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    closed.forEach((each) => { each.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((each) => { each.open = false; }));
})();
`;
