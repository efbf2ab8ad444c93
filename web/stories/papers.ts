/** A small PDF of some pages in the format of slides, made here so that the stories need no file. */
export function samplePaper(pages: number): ArrayBuffer {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const kids = Array.from({ length: pages }, (_, index) => `${4 + index * 2} 0 R`).join(" ");
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`);
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>");
  for (let page = 1; page <= pages; page++) {
    const lines = Array.from(
      { length: 6 },
      (_, line) => `BT /F1 28 Tf 80 ${300 - line * 44} Td (- Line ${line + 1}) Tj ET`,
    );
    const text = `0.1 0.2 0.5 rg BT /F1 56 Tf 80 420 Td (Page ${page} of ${pages}) Tj ET ${lines.join(" ")}`;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents ${5 + (page - 1) * 2} 0 R ` +
        "/Resources << /Font << /F1 3 0 R >> >> >>",
    );
    add(`<< /Length ${text.length} >>\nstream\n${text}\nendstream`);
  }
  let file = "%PDF-1.4\n";
  const offsets = objects.map((body, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = file.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file).buffer;
}
