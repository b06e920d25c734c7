-- The lines of batches that an item was in, found by the item.

-- step
CREATE INDEX pay_batch_line__item_id ON pay_batch_line (item_id);
