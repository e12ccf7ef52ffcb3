-- What an agent has set (ME-7); who has set nothing has no row.
create table availability (
    agent_id {id} primary key references agent (id),
    version bigint not null,
    body {text} not null
);

create table meeting (
    id {id} primary key,
    version bigint not null,
    conversation_id {id} not null references conversation (id),
    agent_id {id} not null references agent (id),
    guest_id {id} not null references guest (id),
    subject {name} not null,
    starts_at {time} not null,
    ends_at {time} not null,
    state {id} not null,
    sequence bigint not null,
    place_kind {id} null,
    place {text} null,
    reason {text} null,
    booked_by {id} not null,
    booked_by_kind {id} not null,
    booked_at {time} not null
);
create index ix_meeting_agent on meeting (agent_id, starts_at);
create index ix_meeting_conversation on meeting (conversation_id, starts_at);
create index ix_meeting_guest on meeting (guest_id, starts_at);

create table meeting_person (
    meeting_id {id} not null references meeting (id),
    guest_id {id} not null references guest (id),
    ordinal bigint not null,
    primary key (meeting_id, guest_id)
);

create table meeting_slot (
    agent_id {id} not null references agent (id),
    cell bigint not null,
    meeting_id {id} not null references meeting (id),
    primary key (agent_id, cell)
);
create index ix_meeting_slot_meeting on meeting_slot (meeting_id);

alter table guest_link add meeting_id {id} null references meeting (id);

create table calendar_feed (
    agent_id {id} primary key references agent (id),
    token_hash {key} not null,
    created_at {time} not null
);
create unique index ux_calendar_feed_token on calendar_feed (token_hash);
