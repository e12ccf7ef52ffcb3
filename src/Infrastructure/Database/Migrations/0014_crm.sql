-- A CRM that an administrator has connected (AD-2), and its form as it described it last (CR-10).
create table crm_connection (
    id {id} primary key,
    kind {id} not null,
    secret {text} not null,
    active {bool} not null,
    state {id} not null,
    fields {text} not null,
    fields_at {time} not null,
    ask_again_at {time} null,
    connected_at {time} not null
);
create unique index ux_crm_connection_kind on crm_connection (kind);

-- A guest's record in a CRM (CR-2): one of each, however many agents save at once (CR-4), and what still waits to be written (CR-5).
create table crm_link (
    id {id} primary key,
    guest_id {id} not null references guest (id),
    kind {id} not null,
    connection_id {id} not null,
    state {id} not null,
    attempt bigint not null,
    author_id {id} null references agent (id),
    form {text} null,
    problem {text} null,
    delivery_key {key} null,
    record {text} null,
    read_at {time} null
);
create unique index ux_crm_link_guest on crm_link (guest_id, kind);
create index ix_crm_link_connection on crm_link (connection_id);

-- What was logged on it by hand (CR-3); what it says is kept by the CRM alone.
create table crm_activity (
    id {id} primary key,
    link_id {id} not null references crm_link (id),
    kind {id} not null,
    author_id {id} not null references agent (id),
    delivery_key {key} not null,
    created_at {time} not null
);
create index ix_crm_activity_link on crm_activity (link_id, id);

-- The practice CRM, which is somebody else's system as far as everything above is concerned.
create table practice_crm_contact (
    id {id} primary key,
    external_id {key} not null,
    first_name {name} null,
    last_name {name} not null,
    email {name} null,
    email_folded {name} null,
    phone {name} null,
    phone_digits {key} null,
    company {name} null,
    status {id} not null,
    owner {name} not null,
    created_at {time} not null
);
create unique index ux_practice_crm_external on practice_crm_contact (external_id);
create unique index ux_practice_crm_email on practice_crm_contact (email_folded) where email_folded is not null;
create index ix_practice_crm_phone on practice_crm_contact (phone_digits);

create table practice_crm_activity (
    id {id} primary key,
    contact_id {id} not null references practice_crm_contact (id),
    kind {id} not null,
    text {text} not null,
    due_at {time} null,
    author {name} not null,
    created_at {time} not null
);
create index ix_practice_crm_activity on practice_crm_activity (contact_id, id);
