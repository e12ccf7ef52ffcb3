-- ME-21: what the host says afterwards, held or no-show.
alter table meeting add outcome {id} null;
