-- An account with calendars that an agent has connected (CA-1).
create table calendar_connection (
    id {id} primary key,
    agent_id {id} not null references agent (id),
    version bigint not null,
    kind {id} not null,
    label {name} not null,
    secret {text} not null,
    calendars {text} not null,
    written {text} null,
    unanswered_blocks {bool} not null,
    state {id} not null,
    connected_at {time} not null,
    read_at {time} null,
    next_read_at {time} not null,
    failures bigint not null,
    told_at {time} null,
    claim {key} null,
    claim_beat bigint not null
);
create index ix_calendar_connection_agent on calendar_connection (agent_id);
create index ix_calendar_connection_next on calendar_connection (next_read_at);

-- All that is kept of what was read (CA-2).
create table calendar_busy (
    connection_id {id} not null references calendar_connection (id),
    starts_at {time} not null,
    ends_at {time} not null,
    primary key (connection_id, starts_at)
);

-- Where a meeting's event was written to, as it was written, and what the agent made of it there (CA-5).
create table calendar_event (
    meeting_id {id} primary key references meeting (id),
    connection_id {id} not null references calendar_connection (id),
    calendar_id {text} not null,
    remote_id {text} not null,
    etag {text} null,
    sequence bigint not null,
    starts_at {time} not null,
    ends_at {time} not null,
    change {id} null,
    change_starts_at {time} null,
    change_ends_at {time} null
);
create index ix_calendar_event_connection on calendar_event (connection_id);
