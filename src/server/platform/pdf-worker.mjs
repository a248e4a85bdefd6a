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
