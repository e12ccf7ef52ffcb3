-- What agents write of a guest (GU-11), and whose other name a guest is (GU-10).
alter table guest add company {name} null;
alter table guest add version bigint not null default 1;
alter table guest add merged_into {id} null references guest (id);
create index ix_guest_merged on guest (merged_into) where merged_into is not null;

-- Who changed what of a guest, with what it said: it goes when the guest is erased, the audit log's row stays.
create table guest_change (
    id {id} primary key,
    guest_id {id} not null references guest (id),
    at {time} not null,
    kind {id} not null,
    actor_kind {id} not null,
    actor_id {id} null,
    field {id} null,
    value_before {name} null,
    value_after {name} null,
    other_id {id} null references guest (id)
);
create index ix_guest_change_guest on guest_change (guest_id, id);

-- What a merge by hand changed, so that it can be undone.
create table guest_merge (
    id {id} primary key,
    guest_id {id} not null references guest (id),
    other_id {id} not null references guest (id),
    moved {text} not null,
    made_by {id} not null references agent (id),
    made_at {time} not null
);
create index ix_guest_merge_guest on guest_merge (guest_id, made_at);
create index ix_guest_merge_other on guest_merge (other_id);
