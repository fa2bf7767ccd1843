-- What Prisma can't say: best sellers of a category and of a department that can be had. However many sold out, none of them is read. Those of all best sellers (leaf_sold, department_sold) stay for processes of the release before.
CREATE INDEX "catalog_entry_leaf_available" ON "catalog_entry"((lineage[cardinality(lineage)]), "sold_count" DESC, "product_id") WHERE status = 'active' AND in_stock;
CREATE INDEX "catalog_entry_department_available" ON "catalog_entry"((lineage[1]), "sold_count" DESC, "product_id") WHERE status = 'active' AND in_stock;
