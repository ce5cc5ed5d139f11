-- Figures were offered before branch secretaries were named among those who read them: a deployment of then gives them what a new one has from the beginning.
insert into role_permission (role_id, permission)
  select r.id, o.permission from role r join permission_offered o on o.permission = 'grassroots.figures.read' where r.id = 'branch_secretary'
  on conflict do nothing;
