-- Up to which number a topic has the checkpoints, and its id: a topic that was made anew has another
-- one, and none of them. Null before the first publication, and from a version that did not ask.
create table checkpoint_topic (
    one    boolean primary key default true check (one),
    topic  text,
    number bigint not null
);

insert into checkpoint_topic (number)
select coalesce(max(number), 0) from signed_checkpoint where published;

alter table signed_checkpoint drop column published;
