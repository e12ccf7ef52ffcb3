create table service (
    id {id} primary key,
    name {name} not null,
    name_folded {name} not null,
    manager_id {id} null references agent (id),
    answer_minutes bigint null,
    new_after_days bigint null,
    says_ended {bool} not null,
    version bigint not null,
    created_at {time} not null,
    deleted_at {time} null,
    successor_id {id} null references service (id)
);
create unique index ux_service_name on service (name_folded) where deleted_at is null;
create index ix_service_manager on service (manager_id);

create table service_member (
    service_id {id} not null references service (id),
    agent_id {id} not null references agent (id),
    joined_at {time} not null,
    paused_at {time} null,
    primary key (service_id, agent_id)
);
create index ix_service_member_agent on service_member (agent_id);

create table widget (
    id {id} primary key,
    widget_key {key} not null,
    name {name} not null,
    service_id {id} null references service (id),
    agent_id {id} null references agent (id),
    settings {text} not null,
    version bigint not null,
    created_at {time} not null,
    deleted_at {time} null
);
create unique index ux_widget_key on widget (widget_key);

-- What websites sign their users with (GU-7): sealed, since a signature is checked by the secret itself. Two during a rotation.
create table identity_secret (
    id {id} primary key,
    widget_id {id} not null references widget (id),
    sealed {text} not null,
    hint {id} not null,
    created_at {time} not null
);
create index ix_identity_secret_widget on identity_secret (widget_id, id);
