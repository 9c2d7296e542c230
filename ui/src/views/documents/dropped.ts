/** A file on its way in, by its name below the folder that was dropped with it ("reports/a.txt"). */
export interface Handed {
  name: string;
  file: File;
}

/** The files of a drop, those of folders included, in the order of their names. */
export async function droppedFiles(data: DataTransfer): Promise<Handed[]> {
  // The list is empty as soon as the event is over: what is to be read has to be taken out of it at once.
  const entries = [...data.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return chosenFiles(data.files);
  const found = await Promise.all(entries.map((entry) => (entry ? filesOf(entry) : [])));
  return inOrder(found.flat());
}

/** The files of a picker; of one that picks folders, with their folders. */
export function chosenFiles(files: Iterable<File>): Handed[] {
  return inOrder([...files].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
}

async function filesOf(entry: FileSystemEntry): Promise<Handed[]> {
  const name = entry.fullPath.replace(/^\//, "");
  if (isFile(entry)) {
    return [{ name, file: await new Promise<File>((done, fail) => entry.file(done, fail)) }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: Handed[] = [];
  for (;;) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return inside;
    inside.push(...(await Promise.all(some.map(filesOf))).flat());
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

const LEFT_BEHIND = /(^|\/)(\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$|(^|\/)(\.[^/]*|__MACOSX)\//;

/** Without what systems leave behind, which the program leaves out too. */
function inOrder(files: Handed[]): Handed[] {
  return files
    .filter(({ name }) => !LEFT_BEHIND.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}
