create table guest (
    id {id} primary key,
    number bigint not null,
    name {name} null,
    email {name} null,
    email_folded {name} null,
    email_proven_at {time} null,
    phone {name} null,
    language {id} null,
    time_zone {key} null,
    external_widget_id {id} null references widget (id),
    external_id {name} null,
    created_at {time} not null,
    erased_at {time} null
);
create index ix_guest_email on guest (email_folded);
create unique index ux_guest_external on guest (external_widget_id, external_id) where external_id is not null;

create table counter (
    name {id} primary key,
    value bigint not null
);
insert into counter (name, value) values ('guest', 1000);

create table guest_session (
    id {id} primary key,
    guest_id {id} not null references guest (id),
    token_hash {key} not null,
    widget_id {id} null references widget (id),
    agent_id {id} null references agent (id),
    page {text} null,
    referrer {text} null,
    consent_version {key} null,
    consent_at {time} null,
    created_at {time} not null,
    last_used_at {time} not null,
    ended_at {time} null,
    network {key} null,
    network_at {time} null
);
create unique index ux_guest_session_token on guest_session (token_hash);
create index ix_guest_session_guest on guest_session (guest_id, ended_at);
create index ix_guest_session_network on guest_session (network) where network is not null;

-- SP-2: who is shut out. What stands here works; what was lifted is a row of the audit log alone.
create table guest_block (
    id {id} primary key,
    guest_id {id} not null references guest (id),
    email_folded {name} null,
    network {key} null,
    network_until {time} null,
    spam_of {id} null,
    made_by {id} not null,
    made_at {time} not null
);
create unique index ux_guest_block_guest on guest_block (guest_id);
create index ix_guest_block_email on guest_block (email_folded);
create index ix_guest_block_network on guest_block (network);
create index ix_guest_block_spam on guest_block (spam_of);

-- GU-8: the code itself lies nowhere; the proof of it needs the master key.
create table address_code (
    id {id} primary key,
    session_id {id} not null references guest_session (id),
    email {name} not null,
    email_hash {key} not null,
    proof {key} not null,
    tries bigint not null,
    created_at {time} not null,
    used_at {time} null
);
create index ix_address_code_session on address_code (session_id, id);
create index ix_address_code_email on address_code (email_hash, created_at);
