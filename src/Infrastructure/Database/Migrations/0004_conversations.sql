create table conversation (
    id {id} primary key,
    version bigint not null,
    kind {id} not null,
    origin {id} not null,
    origin_agent_id {id} null references agent (id),
    widget_id {id} null references widget (id),
    name {name} null,
    description {text} null,
    read_only_since {time} null,
    public_since {time} null,
    link_number bigint not null,
    service_id {id} null references service (id),
    first_service_id {id} null references service (id),
    assignee_id {id} null references agent (id),
    assigned_by {id} null references agent (id),
    assigned_at {time} null,
    created_by {id} not null,
    created_by_kind {id} not null,
    start_id {id} null,
    page {text} null,
    referrer {text} null,
    last_seq bigint not null,
    last_guest_seq bigint not null,
    message_count bigint not null,
    guest_message_count bigint not null,
    agents_now bigint not null,
    guests_now bigint not null,
    waiting_since {time} null,
    escalated_since {time} null,
    status {id} not null,
    snoozed_until {time} null,
    resolved_at {time} null,
    spam_since {time} null,
    continues_id {id} null references conversation (id),
    continued_at {time} null,
    created_at {time} not null,
    last_activity_at {time} not null,
    guest_activity_at {time} not null
);
create index ix_conversation_activity on conversation (last_activity_at, id);
create index ix_conversation_service on conversation (service_id, last_activity_at, id);
create index ix_conversation_unassigned on conversation (service_id, last_activity_at, id) where assignee_id is null and status = 'open';
create index ix_conversation_continues on conversation (continues_id) where continues_id is not null;
create unique index ux_conversation_start on conversation (created_by, start_id) where start_id is not null;

create table member (
    id {id} primary key,
    conversation_id {id} not null references conversation (id),
    kind {id} not null,
    person_id {id} not null,
    ordinal bigint not null,
    initial {bool} not null,
    via_service_id {id} null references service (id),
    added_by {id} null,
    joined_at {time} not null,
    left_at {time} null,
    removed_by {id} null,
    read_seq bigint not null,
    read_guest_seq bigint not null,
    read_count bigint not null,
    seen_seq bigint not null,
    seen_guest_seq bigint not null,
    own_after bigint not null,
    marked_unread {bool} not null,
    pinned_at {time} null,
    archived_count bigint null,
    muted_until {time} null,
    draft {text} null,
    settled {bool} not null
);
create unique index ux_member_person on member (conversation_id, person_id);
create index ix_member_person on member (person_id, left_at, settled, conversation_id);
create index ix_member_archived on member (person_id, left_at, conversation_id) where archived_count is not null;
create index ix_member_muted on member (person_id, left_at, conversation_id) where muted_until is not null;
create index ix_member_pinned on member (person_id, left_at, conversation_id) where pinned_at is not null;
create index ix_member_conversation on member (conversation_id, left_at, ordinal);

create table message (
    id {id} primary key,
    conversation_id {id} not null references conversation (id),
    seq bigint not null,
    guest_seq bigint not null,
    count_after bigint not null,
    guest_count_after bigint not null,
    for_agents_only {bool} not null,
    kind {id} not null,
    author_kind {id} not null,
    author_id {id} null,
    author_name {name} null,
    author_guest_name {name} null,
    author_number bigint null,
    text {text} not null,
    notice {text} null,
    files {text} null,
    client_id {key} null,
    quote_id {id} null references message (id),
    via {id} not null,
    created_at {time} not null,
    edited_at {time} null,
    deleted_at {time} null
);
create unique index ux_message_seq on message (conversation_id, seq);
create index ix_message_guest_seq on message (conversation_id, guest_seq);
create unique index ux_message_client on message (conversation_id, author_id, client_id) where client_id is not null;

create table reaction (
    message_id {id} not null references message (id),
    person_id {id} not null,
    kind {id} not null,
    person_kind {id} not null,
    created_at {time} not null,
    primary key (message_id, person_id, kind)
);

create table mention (
    message_id {id} not null references message (id),
    agent_id {id} not null references agent (id),
    conversation_id {id} not null references conversation (id),
    seq bigint not null,
    label {name} not null,
    primary key (message_id, agent_id)
);
create index ix_mention_agent on mention (agent_id, conversation_id, seq);

create table message_revision (
    message_id {id} not null references message (id),
    number bigint not null,
    text {text} not null,
    written_at {time} not null,
    primary key (message_id, number)
);
