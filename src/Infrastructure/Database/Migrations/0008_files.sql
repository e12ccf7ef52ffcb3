-- A file of a message, or of one that is still being written (message_id is null). Its bytes lie elsewhere, under its id.
create table attachment (
    id {id} primary key,
    conversation_id {id} not null references conversation (id),
    message_id {id} null references message (id),
    uploader_kind {id} not null,
    uploader_id {id} not null,
    name {name} not null,
    type {key} not null,
    size bigint not null,
    stored_bytes bigint not null,
    width bigint null,
    height bigint null,
    alt {text} null,
    created_at {time} not null,
    stored_at {time} null
);
create index ix_attachment_uploader on attachment (uploader_id, created_at);
create index ix_attachment_message on attachment (message_id) where message_id is not null;
create index ix_attachment_conversation on attachment (conversation_id);

-- All bytes of all files: asked before each upload.
insert into counter (name, value) values ('files.bytes', 0);
