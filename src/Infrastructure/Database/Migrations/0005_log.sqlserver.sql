create table log (
    position bigint identity not null primary key nonclustered,
    epoch bigint not null,
    tx rowversion not null,
    type {id} not null,
    conversation_id {id} null,
    subject_id {id} null,
    people {text} null,
    at {time} not null
);
create clustered index ix_log_order on log (epoch, tx, position);

create table log_reader (
    name {id} primary key,
    epoch bigint not null,
    tx bigint not null,
    position bigint not null,
    owner {key} null,
    beat bigint not null
);

create table signal (
    position bigint identity not null primary key,
    kind {id} not null,
    conversation_id {id} not null,
    data {text} not null,
    at {time} not null
);
