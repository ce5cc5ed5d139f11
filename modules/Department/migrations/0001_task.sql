-- The department's tasks, problems, votes and surveys stand in the kernel's tables: org.work_… and org.poll…; its own come with later migrations.
select 1;
