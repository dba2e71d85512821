import { describe, expect, it } from 'vitest';
import * as spell from '#transports/rapi/spell.ts';

describe('replies', () => {
  it('spell ids, money, dates and flags as old clients expect them', () => {
    expect([spell.idText(7), spell.idText(null)]).toEqual(['7', '0']);
    expect(spell.money({ amount: '15.9', currency: 'USD' })).toBe('15.90');
    expect(spell.money({ amount: '1500', currency: 'JPY' })).toBe('1500');
    expect(spell.money(null)).toBe('0.00');
    expect(spell.formattedMoney('0', { code: 'USD', prefix: '$' })).toBe('$0.00 USD');
    expect([spell.rate('0', 3), spell.rate('1', 5)]).toEqual(['0.000', '1.00000']);
    expect(spell.date('2027-03-01T10:00:00Z')).toBe('2027-03-01');
    expect(spell.date(undefined)).toBe('0000-00-00');
    expect(spell.dateTime('2027-03-01T10:00:00.000Z')).toBe('2027-03-01 10:00:00');
    expect(spell.dateTime(null)).toBe('0000-00-00 00:00:00');
    expect([spell.onOrEmpty(true), spell.onOrEmpty(false)]).toEqual(['on', '']);
    expect([spell.trueOrFalse(true), spell.trueOrFalse(null)]).toEqual(['true', 'false']);
    expect(spell.idList([3, 9])).toBe('3,9');
    expect(spell.words('SEMI_ANNUALLY')).toBe('Semi Annually');
    expect(spell.html('<b>\r\n&')).toBe('&lt;b&gt;<br />\n&amp;');
  });

  it('wrap lists, empty ones too', () => {
    expect(spell.list('clients', 'client', { total: 2, start: 0, items: [{ id: 7 }] })).toEqual({
      totalresults: 2,
      startnumber: 0,
      numreturned: 1,
      clients: { client: [{ id: 7 }] },
    });
    expect(spell.list('orders', 'order', { total: 0, start: 0, items: [] }).orders).toEqual({
      order: [],
    });
    expect(spell.flatList('users', { total: 1, start: 25, items: [1] }).users).toEqual([1]);
    expect(spell.countTexts({ total: 1, start: 0, items: [] }).totalresults).toBe('1');
  });
});
