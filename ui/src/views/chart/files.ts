/** An SVG drawn on a canvas, twice as fine, as PNG. */
export async function asPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file to the browser to be saved. */
export function save(data: Blob, name: string): void {
  const address = URL.createObjectURL(data);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Prints a picture on a page of its own, across the paper when it is wider than high: without the page around it. */
export function print(svg: string, title: string): void {
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.title = title;
  frame.style.cssText = "position:fixed;inset:auto;inline-size:0;block-size:0;border:0";
  document.body.append(frame);
  const page = frame.contentDocument;
  const inside = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page || !inside) return frame.remove();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = page.createElement("img");
  page.title = title; // what the printer calls it, and the file that it is printed to
  page.body.style.margin = "0";
  image.alt = title;
  image.style.cssText = "display:block;max-inline-size:100%;max-block-size:100vh;margin:auto";
  image.onload = () => {
    const paper = new inside.CSSStyleSheet();
    paper.replaceSync(
      `@page { size: ${image.naturalWidth > image.naturalHeight ? "landscape" : "portrait"}; margin: 8mm }`,
    );
    page.adoptedStyleSheets = [paper];
    inside.print();
    setTimeout(() => {
      frame.remove();
      URL.revokeObjectURL(address);
    }, 60_000);
  };
  image.src = address;
  page.body.append(image);
}
