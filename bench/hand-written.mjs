// What a careful person would write: one statement with json functions behind a bare server.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const person = `'databaseId', c.id, 'firstName', c.first_name, 'lastName', c.last_name,
  'email', c.email, 'companyName', c.company_name`;
const replies = `(select coalesce(json_agg(json_build_object('databaseId', r.id, 'message', r.message)
  order by r.id), '[]') from (select * from ticket_replies where ticket_id = t.id order by id limit 3) r)`;
const SQL = {
  '/client': `select json_build_object('client', json_build_object(${person}))::text j
    from clients c where id = 77`,
  '/client-by': `select json_build_object('client', json_build_object(${person}))::text j
    from clients c where id = $1`,
  '/clients': `select json_build_object('clients', json_agg(json_build_object(${person}) order by c.id))::text j
    from (select * from clients order by id limit 100) c`,
  '/clients-tickets': `select json_build_object('clients', json_agg(json_build_object(
      'databaseId', c.id, 'email', c.email, 'tickets', (
        select coalesce(json_agg(json_build_object('databaseId', t.id, 'subject', t.subject,
          'replies', ${replies}) order by t.last_reply_at desc), '[]')
        from (select * from tickets where client_id = c.id order by last_reply_at desc limit 2) t
      )) order by c.id))::text j from (select * from clients order by id limit 25) c`,
  '/tickets': `select json_build_object('tickets', json_agg(json_build_object(
      'databaseId', t.id, 'subject', t.subject, 'client', json_build_object(${person}),
      'replies', ${replies}) order by t.last_reply_at desc))::text j
    from (select * from tickets order by last_reply_at desc limit 50) t
    left join clients c on c.id = t.client_id`,
  '/clients-total': `select json_build_object('clients', json_agg(json_build_object(${person}) order by c.id),
      'totalCount', (select count(*) from clients))::text j
    from (select * from clients order by id limit 25 offset 50) c`,
  '/make-invoice': `select json_build_object('invoice', bench_invoice($1, 'Hosting', 9.99))::text j`,
  '/make-invoice-traced': `select bench_invoice_traced($1, $2, $3, $4)::text j`,
  '/reply-traced': `select bench_reply_traced($1, $2, $3, $4)::text j`,
  '/reply': `select json_build_object('reply', bench_reply($1, 'Thank you.'))::text j`,
};

const TOKEN = `Bearer ${process.env.BOOTSTRAP_TOKEN}`;
const hash = (text) => createHmac('sha256', TOKEN).update(text).digest('base64url');

function valuesOf(text, { headers }, body) {
  if (!text.includes('$1')) return [];
  const { id, input } = JSON.parse(body);
  return input ? [headers['idempotency-key'], hash(body), id, JSON.stringify(input)] : [id];
}

createServer(async (req, res) => {
  let body = '';
  for await (const chunk of req) body += chunk;
  const text = SQL[req.url];
  if (!text) return res.writeHead(404).end();
  if (text.includes('traced') && req.headers.authorization !== TOKEN)
    return res.writeHead(401).end();
  const { rows } = await pool.query({ name: req.url, text, values: valuesOf(text, req, body) });
  const answer = `{"data":${rows[0].j}}`;
  res.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer),
  });
  res.end(answer);
}).listen(Number(process.env.PORT));
