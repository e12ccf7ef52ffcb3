-- ME-21: what the host says afterwards, held or no-show.
alter table meeting add outcome {id} null;

-- ME-29: a time that is kept for whoever fills in the form. What has expired counts for nothing.
create table meeting_hold (
    token_hash {key} primary key,
    agent_id {id} not null references agent (id),
    starts_at {time} not null,
    ends_at {time} not null,
    holder {key} not null,
    expires_at {time} not null
);
create index ix_meeting_hold_agent on meeting_hold (agent_id, expires_at);
create index ix_meeting_hold_holder on meeting_hold (holder, expires_at);

-- IN-10: until when an earlier link leads to the present one; null: it was ended at once.
alter table agent_slug add redirects_until {time} null;
