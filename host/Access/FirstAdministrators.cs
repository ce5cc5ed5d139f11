namespace OrgWork.Host;

/// <summary>
/// A bare deployment begins with one place, to be renamed, and three administrators whose first passwords are shown once.
/// There is no account that may do everything.
/// </summary>
static class FirstAdministrators
{
    public sealed record Made(string Account, string RoleName, string Password);

    /// <returns>nothing when there are accounts already</returns>
    public static async Task<IReadOnlyList<Made>> MakeAsync(Databases databases, Passwords passwords, IdentityVault identities, CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System);
        await db.FirstAsync<object>("select pg_advisory_xact_lock(hashtext('orgwork first administrators'))", null, stop);
        if (await db.FirstAsync<bool>("select exists (select from org.sign_in)", null, stop)) return [];
        var place = await db.FirstAsync<Locality>($"select {LocalityRows.Columns} from org.locality where parent_id is null order by rank_order, id limit 1", null, stop)
            ?? await db.FirstAsync<Locality>($"insert into org.locality (code, name, short_name, kind) values ('000000', '本地区', '本地', 2) returning {LocalityRows.Columns}", null, stop);
        List<Made> made = [];
        foreach (var (account, role) in ((string, string)[])[("sysadmin", Roles.SystemAdmin), ("secadmin", Roles.SecurityAdmin), ("auditor", Roles.Auditor)])
        {
            var name = Roles.All.First(r => r.Id == role).Name;
            var (id, password) = await new AccountDeeds(db, passwords, identities).CreateAsync(new(account, name, null, null), place!, "首次启动", stop);
            await db.ExecuteAsync("insert into org.role_grant (account_id, role_id, locality_id) values (@id, @role, @place)", new { id, role, place = place!.Id }, stop);
            await db.RecordAsync(new Deed(DeedKind.Grant, "accounts", id, place.Path, $"{name}（{account}）", [new("授权", null, $"{name}，{place.Name}及下级")], "首次启动"), stop);
            made.Add(new(account, name, password));
        }
        await db.CommitAsync(stop);
        return made;
    }
}
