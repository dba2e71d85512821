import { hasControls, stripControls } from '#core/text.ts';

/** What a file is, by its bytes. */
export interface FileKind {
  contentType: string;
  /** The extensions such a file may have; the first is given to names that have none of them. */
  extensions: readonly string[];
}

interface Signature extends FileKind {
  /** Bytes at the start, in hex; dots stand for any digit. */
  starts: readonly RegExp[];
}

const signatures: readonly Signature[] = [
  { contentType: 'image/png', extensions: ['png'], starts: [/^89504e470d0a1a0a/] },
  { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'], starts: [/^ffd8ff/] },
  { contentType: 'image/gif', extensions: ['gif'], starts: [/^47494638(?:37|39)61/] },
  { contentType: 'image/webp', extensions: ['webp'], starts: [/^52494646.{8}57454250/] },
  {
    contentType: 'image/heic',
    extensions: ['heic'],
    starts: [/^.{8}66747970(?:68656963|6d696631)/],
  },
  { contentType: 'image/bmp', extensions: ['bmp'], starts: [/^424d.{8}00000000/] },
  { contentType: 'image/tiff', extensions: ['tif', 'tiff'], starts: [/^49492a00/, /^4d4d002a/] },
  { contentType: 'application/pdf', extensions: ['pdf'], starts: [/^255044462d/] },
  {
    contentType: 'application/zip',
    extensions: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'],
    starts: [/^504b0304/, /^504b0506/],
  },
  { contentType: 'application/gzip', extensions: ['gz', 'tgz'], starts: [/^1f8b08/] },
  {
    contentType: 'application/x-7z-compressed',
    extensions: ['7z'],
    starts: [/^377abcaf271c/],
  },
  {
    contentType: 'application/msword',
    extensions: ['doc', 'xls', 'ppt', 'msg'],
    starts: [/^d0cf11e0a1b11ae1/],
  },
  { contentType: 'video/mp4', extensions: ['mp4', 'mov', 'm4v'], starts: [/^.{8}66747970/] },
  { contentType: 'video/webm', extensions: ['webm', 'mkv'], starts: [/^1a45dfa3/] },
  { contentType: 'audio/mpeg', extensions: ['mp3'], starts: [/^494433/, /^fffb/] },
];

const text: FileKind = {
  contentType: 'text/plain',
  extensions: [
    'txt',
    'log',
    'csv',
    'md',
    'json',
    'xml',
    'yml',
    'yaml',
    'conf',
    'ini',
    'eml',
    'pem',
  ],
};

/**
 * What the bytes are, or undefined for a kind that is not accepted: programs, scripts of a shell,
 * unknown binary data, nothing at all. What a sender says about a file is never asked.
 */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  if (bytes.length === 0) return undefined;
  const head = Buffer.from(bytes.subarray(0, 32)).toString('hex');
  const known = signatures.find(({ starts }) => starts.some((start) => start.test(head)));
  if (known) return known;
  return isText(bytes) ? text : undefined;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0) || /^(?:#!|MZ)/.test(Buffer.from(bytes.subarray(0, 2)).toString('latin1')))
    return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The name with an extension that fits what the file is: `run.bat` holding text is `run.bat.txt`. */
export function fittingName(name: string, { extensions }: FileKind): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return extensions.includes(extension) ? name : `${name}.${extensions[0]}`;
}

/** The last part of a name as a browser or an attacker sends it, on one line. */
export function bareName(provided: string): string {
  const last = stripControls(provided).split(/[/\\]/).at(-1) ?? '';
  const name = (hasControls(last) ? last.replace(/\s+/g, ' ') : last).trim();
  return /^\.*$/.test(name) ? 'file' : [...name].slice(-120).join('');
}
