/** Characters of context at most. The API gives 240 and cuts within words: a longer paragraph than this is cut here, at a space. */
const MOST = 160;

/** The end of what stands before a quote, as far as its paragraph goes. */
export function before(text: string): string {
  const paragraph = text.slice(text.lastIndexOf("\n\n") + 1).trimStart();
  if (paragraph.length <= MOST) return paragraph;
  const short = paragraph.slice(-MOST);
  const space = short.search(/\s/);
  return space < 0 ? "" : `…${short.slice(space)}`;
}

/** The beginning of what stands after a quote, likewise. */
export function after(text: string): string {
  const end = text.indexOf("\n\n");
  const paragraph = (end < 0 ? text : text.slice(0, end)).trimEnd();
  if (paragraph.length <= MOST) return paragraph;
  const short = paragraph.slice(0, MOST);
  const space = short.search(/\s\S*$/);
  return space < 0 ? "" : `${short.slice(0, space)} …`;
}
