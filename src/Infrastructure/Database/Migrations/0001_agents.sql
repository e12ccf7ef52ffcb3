create table setting (
    name {id} primary key,
    value {text} not null
);

create table agent (
    id {id} primary key,
    name {name} not null,
    guest_name {name} null,
    email {name} not null,
    email_folded {name} not null,
    password_hash {text} null,
    security_stamp {id} not null,
    licence {id} not null,
    administrator_since {time} null,
    slug {key} not null,
    time_zone {key} not null,
    language {id} not null,
    settings {text} not null,
    version bigint not null,
    created_at {time} not null,
    deactivated_at {time} null
);
create unique index ux_agent_email on agent (email_folded);

create table agent_slug (
    slug {key} primary key,
    agent_id {id} not null references agent (id),
    created_at {time} not null,
    retired_at {time} null
);

create table agent_session (
    id {id} primary key,
    agent_id {id} not null references agent (id),
    ticket {blob} not null,
    created_at {time} not null,
    last_used_at {time} not null,
    expires_at {time} not null,
    ended_at {time} null,
    browser {name} null,
    address {key} null
);
create index ix_agent_session_agent on agent_session (agent_id, ended_at);

create table agent_link (
    token_hash {key} primary key,
    agent_id {id} not null references agent (id),
    kind {id} not null,
    created_at {time} not null,
    expires_at {time} not null,
    used_at {time} null
);
create index ix_agent_link_agent on agent_link (agent_id, kind);

create table api_key (
    id {id} primary key,
    agent_id {id} not null references agent (id),
    name {name} not null,
    hash {key} not null,
    scopes {name} not null,
    hint {id} not null,
    created_by {id} not null,
    created_at {time} not null,
    last_used_at {time} null,
    revoked_at {time} null
);
create unique index ux_api_key_hash on api_key (hash);

create table audit (
    id {id} primary key,
    at {time} not null,
    actor_id {id} null,
    action {id} not null,
    subject_id {id} null,
    detail {text} not null
);
create index ix_audit_at on audit (at, id);

create table data_protection_key (
    id {id} primary key,
    xml {text} not null,
    created_at {time} not null
);
