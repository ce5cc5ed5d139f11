namespace OrgWork.Host;

sealed record RoleRow(string Id, string Name, string Summary, bool IsGuardian);

/// <summary>A grant as administrators see it.</summary>
sealed record HeldGrant(Guid Id, Guid AccountId, string RoleId, string RoleName, bool IsGuardian, int LocalityId, string LocalityName, string Path, int Permissions, DateTime GrantedAt, string? GrantedBy)
{
    /// <summary>Of all places, also those beyond the caller's scope: who decides over an account must know all it holds.</summary>
    public static Task<IReadOnlyList<HeldGrant>> OfAsync(Db db, Guid account, CancellationToken stop) => db.QueryAsync<HeldGrant>("""
        select g.id, g.account_id, g.role_id, r.name as role_name, r.is_guardian, l.id as locality_id, l.name as locality_name, l.path,
               (select count(*)::int from org.role_permission p where p.role_id = g.role_id) as permissions, g.granted_at, b.name as granted_by
        from org.role_grant g join org.role r on r.id = g.role_id join org.locality l on l.id = g.locality_id left join org.sign_in b on b.id = g.granted_by
        where g.account_id = @account order by length(l.path), l.path, r.rank_order
        """, new { account }, stop);
}

/// <summary>
/// Who may decide over whom. Invariants:
/// 1. Nobody decides over themselves.
/// 2. Nobody decides over an account that holds anything beyond their own place, or over one of the three administrators unless from a place above.
/// 3. Nobody gives a role that their own role may not give, or a place that is not below theirs. The three are given from above, and at the top by each other.
/// What remains at the top is done on the server itself, by the command line.
/// </summary>
sealed class Reach(SignedIn by, IReadOnlySet<(string Role, string Grantable)> grantable)
{
    public static async Task<Reach> OfAsync(Db db, SignedIn by, CancellationToken stop) =>
        new(by, (await db.QueryAsync<(string, string)>("select role_id, grantable_id from org.role_grantable where role_id = any(@roles)", new { roles = by.Grants.Select(g => g.Role).ToArray() }, stop)).ToHashSet());

    /// <returns>why not; null when they may</returns>
    public string? RefusesOver(string permission, AccountRow account, IReadOnlyList<HeldGrant> grants)
    {
        if (account.Id == by.Id) return "不能办理自己的账号，请由另一位管理员办理";
        if (by.Grants.Any(mine => mine.Permissions.Contains(permission) && Covers(mine, account.LocalityPath) && grants.All(g => Covers(mine, g.Path) && (!g.IsGuardian || mine.Path != g.Path)))) return null;
        return grants.Any(g => g.IsGuardian) ? "三员的账号由上级办理；最上一级的，在服务器上用命令行办理" : "此账号在您的授权范围之外另有授权，请由上级管理员办理";
    }

    public bool MayGive(RoleRow role, Locality place) => by.Grants.Any(mine =>
        mine.Permissions.Contains("org.grants.edit") && grantable.Contains((mine.Role, role.Id)) && Covers(mine, place.Path)
        && (!role.IsGuardian || mine.Path != place.Path || place.ParentId is null));

    static bool Covers(Grant mine, string path) => path.StartsWith(mine.Path, StringComparison.Ordinal);
}

/// <summary>Granting and revoking, by the pages and by the command line alike. Binding at once: hosts are told, and the account's epoch moves on.</summary>
sealed class GrantDeeds(Db db)
{
    public async Task AddAsync(AccountRow account, RoleRow role, Locality place, string? reason, CancellationToken stop)
    {
        await db.ExecuteAsync("insert into org.role_grant (account_id, role_id, locality_id, granted_by) values (@account, @role, @place, org.actor())", new { account = account.Id, role = role.Id, place = place.Id }, stop);
        await MoveOnAsync(account, stop);
        await db.RecordAsync(new Deed(DeedKind.Grant, "accounts", account.Id, account.LocalityPath, account.Title, [new("授权", null, $"{role.Name}，{place.Name}及下级")], reason), stop);
    }

    public async Task RevokeAsync(AccountRow account, HeldGrant grant, string? reason, CancellationToken stop)
    {
        await db.ExecuteAsync("delete from org.role_grant where id = @Id", new { grant.Id }, stop);
        await MoveOnAsync(account, stop);
        await db.RecordAsync(new Deed(DeedKind.Revoke, "accounts", account.Id, account.LocalityPath, account.Title, [new("授权", $"{grant.RoleName}，{grant.LocalityName}及下级", null)], reason), stop);
    }

    Task<int> MoveOnAsync(AccountRow account, CancellationToken stop) => db.ExecuteAsync("update org.account set epoch = epoch + 1 where id = @Id", new { account.Id }, stop);

    public static Task<IReadOnlyList<RoleRow>> RolesAsync(Db db, CancellationToken stop) => db.QueryAsync<RoleRow>("select id, name, summary, is_guardian from org.role order by rank_order, id", null, stop);
}
