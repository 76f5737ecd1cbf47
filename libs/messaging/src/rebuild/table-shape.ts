// What a table is besides its rows: read from the catalogue, to make another like it and to tell whether two are alike.
import type { Pool, PoolClient } from 'pg';

/** Why a table cannot be replaced by another: something else holds on to it, or it makes values by itself. */
export async function obstaclesOf(on: Pool | PoolClient, schema: string, table: string): Promise<readonly string[]> {
  const { rows } = await on.query<{ obstacle: string }>(
    `with t as (select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = $2)
     select 'does not exist' as obstacle where not exists (select from t)
     union all select 'is no plain table' from t where relkind <> 'r' or exists (select from pg_inherits where inhrelid = t.oid or inhparent = t.oid)
     union all select 'has foreign keys' from t where exists (select from pg_constraint where contype = 'f' and t.oid in (conrelid, confrelid))
     union all select 'has triggers' from t where exists (select from pg_trigger where tgrelid = t.oid and not tgisinternal)
     union all select 'has row security' from t where relrowsecurity
     union all select 'has grants on columns' from t where exists (select from pg_attribute where attrelid = t.oid and attacl is not null)
     union all select 'is used by a view or a rule' from t
       where exists (select from pg_depend where refobjid = t.oid and classid = 'pg_rewrite'::regclass)
     union all select 'numbers its rows by a sequence' from t
       where exists (select from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' where d.refobjid = t.oid)
     union all select 'is published for replication' from t where exists (select from pg_publication_rel where prrelid = t.oid)`,
    [schema, table],
  );
  return rows.map(({ obstacle }) => obstacle);
}

/** Columns in their order, constraints, indexes, grants and settings, as text: equal for tables that differ in their schema alone. */
export async function shapeOf(tx: PoolClient, schema: string, table: string): Promise<string | undefined> {
  const { rows } = await tx.query<{ shape: string }>(
    `select jsonb_build_object(
       'columns', (select json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
           pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attcollation, a.attstorage, a.attcompression) order by a.attnum)
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
       'constraints', (select json_agg(json_build_array(conname, pg_get_constraintdef(k.oid)) order by conname)
         from pg_constraint k where k.conrelid = c.oid and contype in ('c', 'p', 'u', 'x')),
       'indexes', (select json_agg(replace(pg_get_indexdef(i.indexrelid), format(' ON %I.%I ', n.nspname, c.relname), ' ON ')
           order by i.indexrelid::regclass::text collate "C") from pg_index i where i.indrelid = c.oid),
       'grants', (select json_agg(acl::text order by acl::text) from unnest(c.relacl) acl),
       'settings', c.reloptions, 'owner', c.relowner, 'persistence', c.relpersistence)::text as shape
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = $2`,
    [schema, table],
  );
  return rows[0]?.shape;
}

/** Makes an empty table like one of another schema: columns, defaults, constraints, indexes under their names, grants, settings. */
export async function copyShape(tx: PoolClient, table: string, from: string, to: string): Promise<void> {
  const { rows } = await tx.query<{ statement: string }>(
    `with t as (select c.*, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $2 and c.relname = $1),
     statements (place, statement) as (
       select 0, format('create table %I.%I (like %I.%I including all excluding indexes excluding identity)', $3::text, $1::text, $2::text, $1::text)
       union all select 1, format('alter table %I.%I add constraint %I %s', $3::text, $1::text, conname, pg_get_constraintdef(k.oid))
         from t join pg_constraint k on k.conrelid = t.oid where contype in ('p', 'u', 'x')
       union all select 2, replace(pg_get_indexdef(indexrelid), format(' ON %I.%I ', $2::text, $1::text), format(' ON %I.%I ', $3::text, $1::text))
         from t join pg_index on indrelid = t.oid where not exists (select from pg_constraint where conindid = indexrelid)
       union all select 3, format('alter table %I.%I set (%s)', $3::text, $1::text, array_to_string(reloptions, ', ')) from t where reloptions is not null
       union all select 4, format('grant %s on %I.%I to %s%s', privilege_type, $3::text, $1::text,
           case grantee when 0 then 'public' else grantee::regrole::text end, case when is_grantable then ' with grant option' else '' end)
         from t, aclexplode(relacl)
       union all select 5, format('alter table %I.%I owner to %s', $3::text, $1::text, relowner::regrole) from t
         where relowner <> (select oid from pg_roles where rolname = current_user))
     select statement from statements order by place, statement`,
    [table, from, to],
  );
  for (const { statement } of rows) await tx.query(statement);
}
