// Several files as one tar archive (POSIX.1-2017, pax), for a package that is sent as a folder. A Blob refers to its
// parts, so nothing is held in memory; the same files give the same bytes, so that an upload can go on after a reload.

const BLOCK = 512;
const encoder = new TextEncoder();

const octal = (number, digits) => number.toString(8).padStart(digits, "0");

/** One header block (ustar); `name` is ASCII of at most 100 bytes. */
function header(name, size, kind) {
  const block = new Uint8Array(BLOCK);
  const put = (at, text) => block.set(encoder.encode(text), at);
  put(0, name);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${octal(size, 11)}\0`);
  put(136, `${octal(0, 11)}\0`);
  put(148, "        ");
  put(156, kind);
  put(257, "ustar\x0000");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return block;
}

const padding = (size) => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);

/** A pax record says its own length, the digits of that length included. */
function paxRecord(key, value) {
  const body = ` ${key}=${value}\n`;
  const bytes = encoder.encode(body).length;
  let length = bytes + String(bytes).length;
  if (bytes + String(length).length !== length) length += 1;
  return encoder.encode(length + body);
}

/** `entries`: [{ name, file }], sorted by name. */
export function packTar(entries) {
  const parts = [];
  entries.forEach(({ name, file }, index) => {
    const plain = /^[\x20-\x7e]{1,100}$/.test(name);
    if (!plain) {
      const record = paxRecord("path", name);
      parts.push(header(`pax-${index}`, record.length, "x"), record, padding(record.length));
    }
    parts.push(header(plain ? name : `file-${index}`, file.size, "0"), file, padding(file.size));
  });
  parts.push(new Uint8Array(2 * BLOCK));
  return new Blob(parts, { type: "application/x-tar" });
}
