-- The meetings that somebody was invited to.
create index ix_meeting_person_guest on meeting_person (guest_id);
