-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "product_type" TEXT NOT NULL DEFAULT '';

-- By hand --

-- An order is sorted by what its first line is: the kind of its product, else what was done, in the
-- words GetOrders uses.
create function note_order_product_type() returns trigger language plpgsql as $$
begin
  update orders set product_type = coalesce(
    (select t.name from products p join product_types t on t.id = p.type_id
      where p.id = new.product_id),
    initcap(replace(new.type::text, '_', ' '))
  ) where id = new.order_id and product_type = '';
  return null;
end $$;

create trigger order_items_product_type after insert on order_items
  for each row execute function note_order_product_type();

update orders o set product_type = coalesce(t.name, initcap(replace(i.type::text, '_', ' ')))
from order_items i
  left join products p on p.id = i.product_id
  left join product_types t on t.id = p.type_id
where i.id = (select min(f.id) from order_items f where f.order_id = o.id);
