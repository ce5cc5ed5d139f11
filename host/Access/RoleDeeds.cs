namespace OrgWork.Host;

/// <summary>Changing what a role may. It binds all who hold the role, in every place, at once.</summary>
sealed class RoleDeeds(Db db)
{
    /// <summary>A role of this deployment's own, made of permissions. The security administrator gives it, and local administrators if it is said.</summary>
    public async Task<RoleRow> CreateAsync(string name, string summary, bool isForLocal, IReadOnlyCollection<string> wanted, IReadOnlyList<ModuleManifest> modules, string reason, CancellationToken stop)
    {
        if (name is not { Length: >= 2 and <= 20 }) throw new RefusedException("角色名称为 2 至 20 字", "Name");
        if (await db.FirstAsync<bool>("select exists (select from org.role where name = @name)", new { name }, stop)) throw new RefusedException($"已有名为“{name}”的角色，请另起名称", "Name");
        if (wanted.Count == 0) throw new RefusedException("请至少勾选一项权限");
        var role = new RoleRow($"own_{Guid.NewGuid():N}"[..16], name, summary, false);
        await db.ExecuteAsync("""
            insert into org.role (id, name, summary, rank_order) values (@Id, @Name, @Summary, 1000 + (select count(*) from org.role));
            insert into org.role_grantable (role_id, grantable_id) select unnest(@givers), @Id
            """, new { role.Id, role.Name, role.Summary, givers = isForLocal ? new[] { Roles.SecurityAdmin, Roles.LocalAdmin } : [Roles.SecurityAdmin] }, stop);
        await db.RecordAsync(new Deed(DeedKind.Create, "roles", Title: name, Changes: [new("说明", null, summary), new("本级管理员可授予", null, isForLocal ? "是" : "否")], Reason: reason), stop);
        await SetAsync(role, wanted, modules, reason, stop);
        return role;
    }

    public async Task SetAsync(RoleRow role, IReadOnlyCollection<string> wanted, IReadOnlyList<ModuleManifest> modules, string reason, CancellationToken stop)
    {
        if (role.IsGuardian) throw new RefusedException($"“{role.Name}”是三员之一，权限由平台固定，不能改");
        var names = modules.SelectMany(m => m.Permissions).ToDictionary(p => p.Id, p => p.Name);
        if (wanted.FirstOrDefault(id => !names.ContainsKey(id)) is { } unknown) throw new RefusedException($"没有“{unknown}”这个权限，可能模块刚刚移走；请刷新后再改");
        // What is the three's alone stays with them, or separating them would mean nothing.
        if (wanted.FirstOrDefault(id => id is "org.roles.edit" or "org.audit.admins") is { } reserved) throw new RefusedException($"“{names[reserved]}”只归三员，不能给其他角色");
        var had = (await db.QueryAsync<string>("select permission from org.role_permission where role_id = @Id", new { role.Id }, stop)).Where(names.ContainsKey).ToHashSet();
        var (added, taken) = (wanted.Except(had).Order(StringComparer.Ordinal).ToArray(), had.Except(wanted).Order(StringComparer.Ordinal).ToArray());
        if (added.Length + taken.Length == 0) return;
        await db.ExecuteAsync("""
            delete from org.role_permission where role_id = @Id and permission = any(@taken);
            insert into org.role_permission (role_id, permission) select @Id, unnest(@added);
            update org.account set epoch = epoch + 1 where id in (select account_id from org.role_grant where role_id = @Id)
            """, new { role.Id, added, taken }, stop);
        await db.RecordAsync(new Deed(DeedKind.Update, "roles", Title: role.Name, Reason: reason,
            Changes: [.. added.Select(id => new Change(names[id], "无", "有")), .. taken.Select(id => new Change(names[id], "有", "无"))]), stop);
    }
}
