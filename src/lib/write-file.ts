/** The door for files that this program writes: whole or not at all, and never more readable than they were. */
import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs";
import path from "node:path";
import { codeOf, OutputError, reasonOf } from "./input-error.ts";
import { renamePatiently } from "./rename-patiently.ts";
import { writeDescriptor } from "./write-descriptor.ts";

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is then renamed. A link is followed, and
 * what it leads to is replaced; a file that is there keeps its owner and mode, and one that may not be written is left alone.
 * What is no regular file, such as a device, a named pipe or `/dev/fd/3`, is written to as it is.
 * @throws {OutputError} it cannot be written
 */
export function writeWhole(file: string, content: string): void {
  try {
    if (file.endsWith("/") || file.endsWith(path.sep)) throw new Error("it is a folder");
    const target = followLinks(path.resolve(file));
    const descriptor = descriptorOf(target);
    if (descriptor === undefined) writeTo(target, content);
    else writeDescriptor(descriptor, content);
  } catch (error) {
    throw new OutputError(`Cannot write ${file}: ${reasonOf(error)}`);
  }
}

function writeTo(target: string, content: string): void {
  const old = statSync(target, { throwIfNoEntry: false });
  if (old?.isDirectory()) throw new Error("it is a folder");
  if (old === undefined || old.isFile()) replaceFile(target, content, old);
  else writeSpecial(target, content);
}

/** As many as Linux follows. */
const MAX_LINKS = 40;

/** Where links lead, also to a file that is not there yet; an open descriptor's name stays what it is. */
function followLinks(file: string, followed = 0): string {
  if (descriptorOf(file) !== undefined) return file;
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  if (followed === MAX_LINKS) throw new Error("ELOOP: too many symbolic links");
  // `..` in a link is meant from the real folder that holds it.
  return followLinks(path.resolve(realpathSync(path.dirname(file)), readlinkSync(file)), followed + 1);
}

const STANDARD: ReadonlyMap<string, number> = new Map([
  ["/dev/stdout", 1],
  ["/dev/stderr", 2],
]);

/**
 * The open descriptor that a name means, as in a shell's `>(…)`. What stands behind it may be a regular file that the
 * shell appends to, so it is never opened again, nor replaced.
 */
function descriptorOf(file: string): number | undefined {
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(file)?.[1];
  return number === undefined ? STANDARD.get(file) : Number(number);
}

function writeSpecial(file: string, content: string): void {
  const descriptor = openSync(file, constants.O_WRONLY);
  try {
    writeDescriptor(descriptor, content);
  } finally {
    closeSync(descriptor);
  }
}

/** @param old the file that is replaced, if there is one */
function replaceFile(file: string, content: string, old: Stats | undefined): void {
  if (old !== undefined) accessSync(file, constants.W_OK);
  const folder = path.dirname(file);
  makeFolder(folder);
  // Not the file's own name with something behind it, which may be too long.
  const temporary = path.join(folder, `.${randomUUID()}.tmp`);
  try {
    const descriptor = openSync(temporary, "wx", old === undefined ? 0o666 : 0o600);
    try {
      writeDescriptor(descriptor, content);
      if (old !== undefined) keepAccess(descriptor, old);
    } finally {
      closeSync(descriptor);
    }
    renamePatiently(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Node's own recursive mkdir never returns where nothing can be made, as in /proc. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    if (codeOf(error) !== "ENOENT" || path.dirname(folder) === folder) throw error;
    makeFolder(path.dirname(folder));
    mkdirSync(folder);
  }
}

/** Owner, group and mode of the file that is replaced; without the group's rights where the group cannot be kept. */
function keepAccess(descriptor: number, { uid, gid, mode }: Stats): void {
  const made = fstatSync(descriptor);
  const permissions = mode & 0o777;
  const isKept = (made.uid === uid && made.gid === gid) || gives(descriptor, uid, gid);
  fchmodSync(descriptor, isKept || made.gid === gid ? permissions : permissions & 0o707);
}

function gives(descriptor: number, uid: number, gid: number): boolean {
  try {
    fchownSync(descriptor, uid, gid);
    return true;
  } catch (error) {
    if (codeOf(error) === "EPERM") return false;
    throw error;
  }
}
