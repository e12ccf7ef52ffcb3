-- What an agent has set (ME-7); who has set nothing has no row.
create table availability (
    agent_id {id} primary key references agent (id),
    version bigint not null,
    body {text} not null
);

create table meeting (
    id {id} primary key,
    agent_id {id} not null references agent (id),
    conversation_id {id} not null references conversation (id),
    starts_at {time} not null,
    ends_at {time} not null,
    state {id} not null
);
create index ix_meeting_agent on meeting (agent_id, starts_at);
create index ix_meeting_conversation on meeting (conversation_id);
