-- Who said what in 征求到的意见 is opened by a permission of that register; the old name stood among those of 督导意见. Who holds it keeps it, and who lost it is not offered it again.
update role_permission set permission = 'department.asked-opinions.open' where permission = 'department.opinions.open';
update permission_offered set permission = 'department.asked-opinions.open' where permission = 'department.opinions.open';
