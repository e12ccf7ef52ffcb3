create table invitation (
    id {id} primary key,
    conversation_id {id} not null references conversation (id),
    guest_id {id} null references guest (id),
    email {name} not null,
    email_folded {name} not null,
    name {name} null,
    text {text} null,
    language {id} not null,
    inviter_id {id} not null,
    inviter_kind {id} not null,
    token_hash {key} not null,
    delivery_key {key} not null,
    held {id} null,
    sends bigint not null,
    created_at {time} not null,
    sent_at {time} not null,
    expires_at {time} not null,
    opened_at {time} null,
    joined_at {time} null,
    revoked_at {time} null
);
create unique index ux_invitation_token on invitation (token_hash);
create unique index ux_invitation_address on invitation (conversation_id, email_folded);

create table unsubscription (
    conversation_id {id} not null references conversation (id),
    address_hash {key} not null,
    created_at {time} not null,
    primary key (conversation_id, address_hash)
);

create table guest_addition (
    conversation_id {id} not null references conversation (id),
    guest_id {id} not null references guest (id),
    address_hash {key} not null,
    created_at {time} not null,
    primary key (conversation_id, guest_id, address_hash)
);

create table guest_mail (
    member_id {id} primary key references member (id),
    guest_seq bigint not null,
    sent_at {time} not null
);

create table guest_link (
    token_hash {key} primary key,
    member_id {id} not null references member (id),
    email_folded {name} not null,
    created_at {time} not null,
    expires_at {time} not null,
    used_at {time} null
);
create index ix_guest_link_member on guest_link (member_id);
