-- The tables of library.prisma.
create type reader_status as enum ('ACTIVE', 'on-hold', 'CLOSED');
create type condition as enum ('FINE', 'WORN', 'LOST');

create table languages (
  code char(3) primary key,
  digits integer not null,
  rate numeric(18, 8) not null
);

create table branches (
  id serial primary key,
  name text not null
);

create table readers (
  id serial primary key,
  uuid uuid not null unique,
  full_name text not null,
  email text,
  status reader_status not null,
  balance numeric(12, 2) not null,
  visits bigint not null,
  height double precision,
  born_on date,
  created_at timestamptz(3) not null,
  closed_at timestamptz(3),
  preferences jsonb,
  language_code char(3) not null references languages (code),
  branch_id integer references branches (id),
  referrer_id integer references readers (id)
);

create table books (
  id serial primary key,
  title text not null,
  language_code char(3) not null references languages (code)
);

create table loans (
  id serial primary key,
  reader_id integer references readers (id),
  book_id integer not null references books (id),
  condition condition not null,
  is_overdue boolean not null,
  notes text[] not null,
  due_at timestamptz(3) not null
);
