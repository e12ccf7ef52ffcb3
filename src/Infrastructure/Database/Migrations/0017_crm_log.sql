-- CR-8: since when conversations are logged as they are resolved; null: they are not.
alter table crm_connection add conversations_since {time} null;

-- CR-3, CR-7, CR-8: the meeting or conversation that was logged by itself, once on each record. It may be deleted here later.
alter table crm_activity add subject_id {id} null;
create unique index ux_crm_activity_subject on crm_activity (link_id, subject_id) where subject_id is not null;
create index ix_crm_activity_of on crm_activity (subject_id) where subject_id is not null;

-- Who has an account in the practice CRM (CR-6).
create table practice_crm_user (
    email_folded {name} primary key,
    name {name} not null
);

create table practice_crm_meeting (
    id {id} primary key,
    contact_id {id} not null references practice_crm_contact (id),
    title {name} not null,
    text {text} not null,
    place {text} null,
    starts_at {time} not null,
    ends_at {time} not null,
    state {id} not null,
    author {name} not null
);
create index ix_practice_crm_meeting on practice_crm_meeting (contact_id, starts_at);
