create table delivery (
    id {id} primary key,
    unique_key {key} not null,
    kind {id} not null,
    lane {key} not null,
    payload {text} not null,
    state {id} not null,
    tries bigint not null,
    next_try_at {time} not null,
    claim {key} null,
    claim_beat bigint not null,
    last_error {text} null,
    created_at {time} not null,
    done_at {time} null
);
create unique index ux_delivery_key on delivery (unique_key);
create index ix_delivery_due on delivery (state, next_try_at);
create index ix_delivery_lane on delivery (lane, state, id);

create table timer (
    unique_key {key} primary key,
    kind {id} not null,
    conversation_id {id} null,
    payload {text} not null,
    due_at {time} not null,
    claim {key} null,
    claim_beat bigint not null
);
create index ix_timer_due on timer (due_at);

create table lease (
    name {id} primary key,
    owner {key} null,
    beat bigint not null
);

create table request_key (
    caller_id {id} not null,
    request_key {key} not null,
    fingerprint {key} not null,
    status bigint not null,
    result_id {id} not null,
    created_at {time} not null,
    primary key (caller_id, request_key)
);
create index ix_request_key_created on request_key (created_at);

create table rate (
    bucket {key} not null,
    window_start {time} not null,
    used bigint not null,
    primary key (bucket, window_start)
);
create index ix_rate_window on rate (window_start);
