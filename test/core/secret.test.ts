import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantTimeEqual, DecryptionFailed, hashToken, Keyring, newToken } from '#core/secret.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];
const old = new Keyring(`k1:${first.toString('hex')}`);
const rolled = new Keyring(`k2:${second.toString('base64')}, k1:${first.toString('hex')}`);

describe('secrets', () => {
  it('round-trip for any text and never look the same twice', () => {
    const box = old.box('service-password');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
        const text = box.encrypt(plain, context);
        expect(text).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]{22}\.[\w-]*$/);
        expect(box.decrypt(text, context)).toBe(plain);
      }),
    );
    expect(box.encrypt('a', 'b')).not.toBe(box.encrypt('a', 'b'));
  });

  it('refuse another row, another purpose, another key and any altered character', () => {
    const text = old.box('epp').encrypt('secret', 'domains:7');
    const expectFailure = (read: () => string) => expect(read).toThrow(DecryptionFailed);
    expectFailure(() => old.box('epp').decrypt(text, 'domains:8'));
    expectFailure(() => old.box('password').decrypt(text, 'domains:7'));
    expectFailure(() =>
      new Keyring(`k3:${second.toString('hex')}`).box('epp').decrypt(text, 'domains:7'),
    );
    expectFailure(() =>
      new Keyring(`k1:${second.toString('hex')}`).box('epp').decrypt(text, 'domains:7'),
    );
    const [version, id, iv, tag, body] = text.split('.');
    expectFailure(() =>
      old.box('epp').decrypt([version, id, iv, tag, 'AAAA'].join('.'), 'domains:7'),
    );
    expectFailure(() =>
      old.box('epp').decrypt([version, id, iv, tag!.slice(0, 6), body].join('.'), 'domains:7'),
    );
    expectFailure(() => old.box('epp').decrypt('plain password', 'domains:7'));
  });

  it('rotate to the newest key and leave what is new already', () => {
    const text = old.box('epp').encrypt('secret', 'd:1');
    const newer = rolled.box('epp').rotate(text, 'd:1');
    expect(newer.startsWith('v1.k2.')).toBe(true);
    expect(rolled.box('epp').decrypt(newer, 'd:1')).toBe('secret');
    expect(rolled.box('epp').rotate(newer, 'd:1')).toBe(newer);
    expect(rolled.keyIds).toEqual(['k2', 'k1']);
  });

  it.each(['', 'short', `k1:${'a'.repeat(63)}`, `k1:${'a'.repeat(64)},k1:${'b'.repeat(64)}`])(
    'refuse the key setting %j without repeating it',
    (setting) => {
      expect(() => new Keyring(setting)).toThrow(RangeError);
      expect(() => new Keyring(setting)).not.toThrow(/aaaa|short/);
    },
  );

  it('identify a lone key by its fingerprint', () => {
    expect(new Keyring(first.toString('base64')).keyIds[0]).toMatch(/^[0-9a-f]{8}$/);
  });

  it('make tokens of 32 random bytes and compare in constant time', () => {
    expect(newToken('hg_')).toMatch(/^hg_[\w-]{43}$/);
    expect(newToken()).not.toBe(newToken());
    expect(hashToken('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(constantTimeEqual('a', 'a')).toBe(true);
    expect(constantTimeEqual('a', 'ab')).toBe(false);
  });
});
