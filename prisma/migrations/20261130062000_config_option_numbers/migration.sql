-- A number names a group of options or an option, never both: groups have odd ones, options even ones.
ALTER SEQUENCE "config_option_groups_id_seq" INCREMENT BY 2 START WITH 1;
ALTER SEQUENCE "config_options_id_seq" INCREMENT BY 2 START WITH 2;
WITH taken AS (
  SELECT coalesce(max(id), 0) AS id
  FROM (SELECT id FROM "config_option_groups" UNION ALL SELECT id FROM "config_options") AS both_tables
)
SELECT
  setval('config_option_groups_id_seq', (taken.id + 1) | 1, false),
  setval('config_options_id_seq', (taken.id + 2) & ~1, false)
FROM taken;
