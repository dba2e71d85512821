import { describe, expect, it } from 'vitest';
import * as format from '#transports/rapi/format.ts';

describe('replies', () => {
  it('spell ids, money, dates and flags as old clients expect them', () => {
    expect([format.idText(7), format.idText(null)]).toEqual(['7', '0']);
    expect(format.money({ amount: '15.9', currency: 'USD' })).toBe('15.90');
    expect(format.money({ amount: '1500', currency: 'JPY' })).toBe('1500');
    expect(format.money(null)).toBe('0.00');
    expect(format.formattedMoney('0', { code: 'USD', prefix: '$' })).toBe('$0.00 USD');
    expect([format.rate('0', 3), format.rate('1', 5)]).toEqual(['0.000', '1.00000']);
    expect(format.dateText('2027-03-01T10:00:00Z')).toBe('2027-03-01');
    expect(format.dateText(undefined)).toBe('0000-00-00');
    expect(format.dateTimeText('2027-03-01T10:00:00.000Z')).toBe('2027-03-01 10:00:00');
    expect(format.dateTimeText(null)).toBe('0000-00-00 00:00:00');
    expect([format.onOrEmpty(true), format.onOrEmpty(false)]).toEqual(['on', '']);
    expect([format.trueOrFalse(true), format.trueOrFalse(null)]).toEqual(['true', 'false']);
    expect(format.idList([3, 9])).toBe('3,9');
    expect(format.enumWords('SEMI_ANNUALLY')).toBe('Semi Annually');
    expect(format.html('<b>\r\n&')).toBe('&lt;b&gt;<br />\n&amp;');
  });

  it('wrap lists, empty ones too', () => {
    expect(
      format.listReply('clients', 'client', { total: 2, start: 0, items: [{ id: 7 }] }),
    ).toEqual({
      totalresults: 2,
      startnumber: 0,
      numreturned: 1,
      clients: { client: [{ id: 7 }] },
    });
    expect(format.listReply('orders', 'order', { total: 0, start: 0, items: [] }).orders).toEqual({
      order: [],
    });
    expect(format.flatList('users', { total: 1, start: 25, items: [1] }).users).toEqual([1]);
    expect(format.countTexts({ total: 1, start: 0, items: [] }).totalresults).toBe('1');
  });
});
