-- The ids of the topics that the checkpoint speaks of: topics made anew lack what was published
-- before, and their other ids say so, whoever made them. Null before the first publication, and
-- from a version that did not ask for ids.
alter table publication_checkpoint
    add column events_topic text,
    add column images_topic text;
