import type { PDFDocumentProxy, RenderTask } from "pdfjs-dist";
import type * as PdfJs from "pdfjs-dist";

/** A paper that was opened to be shown, drawn page by page. */
export interface OpenPaper {
  readonly pages: number;
  /** Draws a page as large as fits the box (in device pixels); a later call puts an earlier one off. */
  draw(page: number, width: number, height: number): Promise<HTMLCanvasElement | null>;
  close(): void;
}

/** Wider than any projector; bounds the memory of a page. */
const kMostPixels = 3840;

let library: Promise<typeof PdfJs> | undefined;

/** Loaded with the first paper: most pages of a conference never show one. */
function load(): Promise<typeof PdfJs> {
  library ??= Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs") as Promise<typeof PdfJs>,
    import("pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker"),
  ])
    .then(([pdf, { default: PdfWorker }]) => {
      pdf.GlobalWorkerOptions.workerPort = new PdfWorker();
      return pdf;
    })
    .catch((error: unknown) => {
      // The next paper tries again.
      library = undefined;
      throw error;
    });
  return library;
}

/** Throws where the bytes are no PDF. */
export async function openPaper(bytes: ArrayBuffer): Promise<OpenPaper> {
  const pdf = await load();
  // Papers come from many hands: nothing in them runs, and nothing is fetched for them.
  const opened = await pdf.getDocument({ data: bytes, isEvalSupported: false, useWasm: false, enableXfa: false })
    .promise;
  return new DrawnPaper(opened);
}

class DrawnPaper implements OpenPaper {
  readonly pages: number;
  readonly #opened: PDFDocumentProxy;
  #drawing: RenderTask | undefined;
  #latest = 0;

  constructor(opened: PDFDocumentProxy) {
    this.#opened = opened;
    this.pages = opened.numPages;
  }

  async draw(number: number, width: number, height: number): Promise<HTMLCanvasElement | null> {
    const mine = ++this.#latest;
    this.#drawing?.cancel();
    const page = await this.#opened.getPage(Math.max(1, Math.min(this.pages, number)));
    if (mine !== this.#latest || width <= 0 || height <= 0) return null;
    const natural = page.getViewport({ scale: 1 });
    const fits = Math.min(width / natural.width, height / natural.height);
    const most = kMostPixels / Math.max(natural.width, natural.height);
    const viewport = page.getViewport({ scale: Math.min(fits, most) });
    // Drawn apart and put in place whole, so that nobody sees a page come into being.
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    const drawing = page.render({ canvas, viewport });
    this.#drawing = drawing;
    try {
      await drawing.promise;
    } catch (error) {
      if (mine === this.#latest) throw error;
      return null;
    }
    return mine === this.#latest ? canvas : null;
  }

  close(): void {
    this.#latest++;
    this.#drawing?.cancel();
    void this.#opened.loadingTask.destroy();
  }
}
