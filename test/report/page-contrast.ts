// How well the texts of a page can be read, as the browser shows them: an expression to be evaluated in it.

/** The least contrast of any text that can be seen against what is behind it, and which text that is. */
export const WORST_CONTRAST = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const bright = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    const box = node.closest('g.box');
    if (box) return numbers(getComputedStyle(box.querySelector('.frame')).fill);
    for (let each = node; each; each = each.parentElement) {
      const color = numbers(getComputedStyle(each).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  let worst = { ratio: 21, text: '' };
  let count = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || /^(SCRIPT|STYLE|TITLE|title)$/.test(node.tagName) || !node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    const [a, b] = [bright(numbers(node.closest('svg') ? style.fill : style.color)), bright(behind(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    count += 1;
    if (ratio < worst.ratio) worst = { ratio, text: walker.currentNode.data.trim() };
  }
  return { ...worst, count };
})()`;
