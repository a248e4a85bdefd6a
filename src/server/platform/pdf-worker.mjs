// Plain JavaScript, because a worker thread starts from the file itself. Makes one document and ends.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import pdfmake from "pdfmake";

const { definition, runningHead, numberedFrom, bareCover } = workerData;
const fonts = join(dirname(fileURLToPath(import.meta.resolve("@embedpdf/fonts-sc"))), "../fonts");
const [normal, bold] = ["Regular", "Bold"].map((weight) => join(fonts, `NotoSansHans-${weight}.otf`));

// Chinese has no italics: emphasis in a document is bold or a colour.
pdfmake.setFonts({ Noto: { normal, bold, italics: normal, bolditalics: bold } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);

/** Where a node says `tex`, the formula is drawn as a picture of curves; what TeX does not understand stays as written. */
async function drawFormulas(node, math) {
  if (Array.isArray(node)) for (const one of node) await drawFormulas(one, math);
  else if (node !== null && typeof node === "object") {
    if (typeof node.tex === "string") {
      math.draw = math.draw ?? (await formulaPen());
      const svg = await math.draw(node.tex);
      const { tex } = node;
      delete node.tex;
      Object.assign(node, svg ?? { text: tex });
    }
    for (const one of Object.values(node)) await drawFormulas(one, math);
  }
}

/** Points in an ex of the mathematics' font at the size of the text. */
const pointsPerEx = 4.9;

async function formulaPen() {
  const { default: MathJax } = await import("mathjax");
  await MathJax.init({ loader: { load: ["input/tex", "output/svg"] }, svg: { fontCache: "none" } });
  return async (tex) => {
    const drawn = MathJax.startup.adaptor.innerHTML(await MathJax.tex2svgPromise(tex, { display: true }));
    const wide = /width="([\d.]+)ex"/u.exec(drawn);
    if (!wide || drawn.includes('data-mml-node="merror"')) return null;
    const width = Math.min(Number(wide[1]) * pointsPerEx, 420);
    // Only curves are drawn in the mathematics' font; words in a formula are set in the document's.
    const svg = drawn.replaceAll('font-family="serif"', 'font-family="Noto"').replaceAll("currentColor", "black");
    return { svg, width };
  };
}

await drawFormulas(definition.content, {});
const bytes = await pdfmake
  .createPdf({
    ...definition,
    header: (page) =>
      page >= numberedFrom + 1 && runningHead
        ? { text: runningHead, style: "muted", alignment: "right", margin: [56, 32, 56, 0] }
        : "",
    footer: (page, pages) =>
      page >= numberedFrom && !(bareCover && page === 1)
        ? {
            text: `${page - numberedFrom + 1} / ${pages - numberedFrom + 1}`,
            style: "muted",
            alignment: "center",
            margin: [0, 20, 0, 0],
          }
        : "",
  })
  .getBuffer();
parentPort.postMessage(bytes);
