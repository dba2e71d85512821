/**
 * What one request may bring, on each transport: how large a file may be, how many files, and how
 * large all of them together, in bytes. One of the largest fits into a request in every encoding,
 * the reference's base64 within base64 included.
 */
export const fileLimits = { files: 10, fileBytes: 10 << 20, totalBytes: 12 << 20 };
