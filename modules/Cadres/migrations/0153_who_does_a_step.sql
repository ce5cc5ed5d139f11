-- Who answers for a step of a batch, and between which days it is to be done.
create table appointment_step (
  step text not null,
  responsible text not null,
  earliest_on date,
  latest_on date,
  check (latest_on >= earliest_on)
);
select org.make_child('appointment_step', '任免批次的步骤安排', 'appointment_batch');
comment on column appointment_step.step is '步骤';
comment on column appointment_step.responsible is '责任人';
comment on column appointment_step.earliest_on is '最早日期';
comment on column appointment_step.latest_on is '最迟日期';
create unique index on appointment_step (appointment_batch_id, step);
