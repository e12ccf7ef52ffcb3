-- PB: of the shared phonebook, or of one agent's own (owner_id).
create table contact (
    id {id} primary key,
    owner_id {id} null references agent (id),
    version bigint not null,
    sort_key {key} not null,
    searched {text} not null,
    name {name} not null,
    company {name} null,
    job_title {name} null,
    email {name} null,
    email_folded {name} null,
    note {text} null,
    created_at {time} not null,
    updated_at {time} not null
);
create index ix_contact_order on contact (sort_key, id);
create index ix_contact_owner on contact (owner_id, sort_key, id);
create index ix_contact_email on contact (email_folded);

-- number: in E.164, where it is one.
create table contact_phone (
    contact_id {id} not null references contact (id),
    kind {id} not null,
    typed {name} not null,
    number {id} null,
    extension {id} null,
    primary key (contact_id, kind)
);
create index ix_contact_phone_number on contact_phone (number);

-- PB-6: a file that is being taken over, by one agent, into the phonebook of owner_id or the shared one.
create table contact_import (
    id {id} primary key,
    agent_id {id} not null references agent (id),
    owner_id {id} null references agent (id),
    add_doubles {bool} not null,
    state {id} not null,
    total bigint not null,
    done bigint not null,
    added bigint not null,
    known bigint not null,
    refused bigint not null,
    created_at {time} not null
);
create index ix_contact_import_agent on contact_import (agent_id, created_at);

-- What of it is still to do, some hundred rows in each.
create table contact_import_part (
    import_id {id} not null references contact_import (id),
    ordinal bigint not null,
    body {text} not null,
    primary key (import_id, ordinal)
);

-- What was not added, and why.
create table contact_import_refusal (
    import_id {id} not null references contact_import (id),
    line bigint not null,
    reason {text} not null,
    body {text} not null,
    primary key (import_id, line)
);
