-- DropIndex
-- Best sellers are read of what can be had (leaf_available, department_available) by every release that may still run.
DROP INDEX "catalog_entry_leaf_sold";
DROP INDEX "catalog_entry_department_sold";
