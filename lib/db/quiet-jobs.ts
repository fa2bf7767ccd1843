/** What else becomes of a job that waits and whose place is taken. */
const begunAnew = `priority = excluded.priority, revision = jobs.revision + 1, flags = excluded.flags, attempts = 0, last_error = null,
        updated_at = now() where jobs.is_available`;

/**
 * The queue's own `add_jobs` tells its workers by NOTIFY. Postgres lets transactions that notify commit one after the other,
 * in the whole server, each with its own flush to disk: a few hundred a second, fewer than a busy shop has. And it plans for
 * a list of a hundred jobs, however short, and reads the whole queue to find theirs. So it is replaced by one that says
 * nothing, for the workers look by themselves (decision 024), and finds each job by its key.
 *
 * What it does is the same: a job whose key waits already takes its place, or its moment stays where that is asked for; the
 * place of one that has begun, or has failed for good, is left to it. `quiet-jobs.test.ts` notices when the queue's own changes.
 *
 * `add_keyed_jobs` is the common case of it, the jobs an order causes, in one statement and half the time: each has a key of
 * its own, a name that is known, and no queue. Where that is not so, or a place is not to be taken, `add_jobs` adds them all.
 */
export const quietJobs = `
create or replace function graphile_worker.add_jobs(specs graphile_worker.job_spec[], job_key_preserve_run_at boolean default false)
returns setof graphile_worker._private_jobs language plpgsql as $$
declare
  spec graphile_worker.job_spec;
begin
  foreach spec in array specs loop
    loop
      return query insert into graphile_worker._private_jobs as jobs
        (job_queue_id, task_id, payload, run_at, max_attempts, key, priority, flags)
      select queues.id, tasks.id, coalesce(spec.payload, '{}'::json), coalesce(spec.run_at, now()), coalesce(spec.max_attempts, 25),
          spec.job_key, coalesce(spec.priority, 0), (select jsonb_object_agg(flag, true) from unnest(spec.flags) as item(flag))
        from graphile_worker._private_tasks as tasks
        left join graphile_worker._private_job_queues as queues on queues.queue_name = spec.queue_name
       where tasks.identifier = spec.identifier and (spec.queue_name is null or queues.id is not null)
      on conflict (key) do update set
        job_queue_id = excluded.job_queue_id,
        task_id = excluded.task_id,
        payload = case when json_typeof(jobs.payload) = 'array' and json_typeof(excluded.payload) = 'array'
          then (jobs.payload::jsonb || excluded.payload::jsonb)::json else excluded.payload end,
        max_attempts = excluded.max_attempts,
        run_at = case when job_key_preserve_run_at and jobs.attempts = 0 then jobs.run_at else excluded.run_at end,
        ${begunAnew}
      returning *;
      exit when found;
      -- Its name or queue is new, or the job that has its key is not to be replaced.
      insert into graphile_worker._private_tasks (identifier) select spec.identifier
       where not exists (select from graphile_worker._private_tasks where identifier = spec.identifier) on conflict do nothing;
      insert into graphile_worker._private_job_queues (queue_name) select spec.queue_name
       where spec.queue_name is not null
         and not exists (select from graphile_worker._private_job_queues where queue_name = spec.queue_name) on conflict do nothing;
      update graphile_worker._private_jobs set key = null, attempts = max_attempts, updated_at = now()
       where key = spec.job_key and not is_available;
    end loop;
  end loop;
end;
$$;

create or replace function graphile_worker.add_keyed_jobs(specs jsonb, max_attempts smallint, flag text)
returns void language plpgsql as $$
declare
  added int;
begin
  insert into graphile_worker._private_jobs as jobs (task_id, payload, run_at, max_attempts, key, priority, flags)
  select tasks.id, spec.payload, coalesce(spec.run_at, now()), add_keyed_jobs.max_attempts, spec.key, spec.priority, jsonb_build_object(flag, true)
    from jsonb_to_recordset(specs) as spec(name text, payload json, key text, queue text, run_at timestamptz, priority smallint)
    join graphile_worker._private_tasks as tasks on tasks.identifier = spec.name
   where spec.queue is null
  on conflict (key) do update set
    job_queue_id = null,
    task_id = excluded.task_id,
    payload = excluded.payload,
    max_attempts = excluded.max_attempts,
    run_at = excluded.run_at,
    ${begunAnew};
  get diagnostics added = row_count;
  if added < jsonb_array_length(specs) then
    perform graphile_worker.add_jobs(array_agg(
        (spec.name, spec.payload, spec.queue, spec.run_at, add_keyed_jobs.max_attempts, spec.key, spec.priority, array[flag])::graphile_worker.job_spec))
      from jsonb_to_recordset(specs) as spec(name text, payload json, key text, queue text, run_at timestamptz, priority smallint);
  end if;
end;
$$`;
