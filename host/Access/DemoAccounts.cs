namespace OrgWork.Host;

/// <summary>Sign-ins of the invented city: one for each role, and one with two places. They exist only there, and everybody knows their password.</summary>
static class DemoAccounts
{
    public const string Password = "Lantern-2026-Wheat";

    /// <param name="Grants">role and the depth of its place: 0 the city, 1 a county, 2 a township; negative: the second county; <see cref="ABranch"/>: one branch of the township's first village; <see cref="AUnit"/>: one unit of the county</param>
    public sealed record Demo(string Account, string Name, string Office, params (string Role, int Place)[] Grants)
    {
        public string RoleName => string.Join("、", Grants.Select(g => Roles.All.First(role => role.Id == g.Role).Name).Distinct());
    }

    const int ABranch = 9, AUnit = 8;

    /// <summary>Somebody's own: made with the people of the city by the module that knows them, and given the password and the role here.</summary>
    public const string Member = "demo.member", Self = "demo.self", Expert = "demo.expert", Employer = "demo.employer";

    public static readonly IReadOnlyList<Demo> All =
    [
        new("demo.leader", "陆怀远", "部领导", ("leader", 0)),
        new("demo.cadre", "陶静", "干部科", ("cadre_section", 0)),
        new("demo.head", "郑之桓", "干部科", ("cadre_head", 0)),
        new("demo.archive", "温书勤", "干部档案室", ("archive_keeper", 0)),
        new("demo.organisation", "何立诚", "组织科", ("organisation_section", 0)),
        new("demo.talent", "顾知行", "人才办", ("talent_office", 0)),
        new("demo.office", "梁叶青", "办公室", ("general_office", 0)),
        new("demo.programme", "许思源", "专项办", ("programme_office", 0)),
        new("demo.county", "方竹溪", "县委组织部", (Roles.LocalAdmin, 1), ("organisation_section", 1)),
        new("demo.township", "罗小满", "乡镇党委", ("township", 2)),
        new("demo.branch", "李向阳", "村党支部", (Roles.Branch, ABranch)),
        new(Member, "党员一名", "党员本人", (Roles.Member, ABranch)),
        new("demo.clerk", "苗静姝", "单位人事科", (Roles.UnitClerk, AUnit)),
        new(Self, "干部一名", "干部本人", (Roles.Self, 1)),
        new(Expert, "人才一名", "人才本人", (Roles.TalentSelf, 1)),
        new(Employer, "经办人一名", "用人单位", (Roles.TalentSelf, 1)),
        new("demo.two", "沈青禾", "县委组织部", ("cadre_section", 1), ("reader", -1)),
        new("demo.reader", "叶知秋", "查询", ("reader", 0)),
        new("demo.system", "严复明", "信息中心", (Roles.SystemAdmin, 0)),
        new("demo.security", "周慎言", "保密室", (Roles.SecurityAdmin, 0)),
        new("demo.audit", "石鉴之", "机关纪委", (Roles.Auditor, 0)),
    ];

    public static async Task MakeAsync(Databases databases, Passwords passwords, IdentityVault identities, LocalityTree tree, CancellationToken stop)
    {
        var hash = await passwords.HashAsync(Password, stop);
        await using var db = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System);
        var accounts = new AccountDeeds(db, passwords, identities);
        var branch = await BranchAsync(db, tree, stop);
        // With the first grant at a unit it becomes a place; the same as by the page that grants.
        if (await db.FirstAsync<Guid?>(UnitSql, new { PlaceOf(tree, 1).Path }, stop) is { } chosen) await db.FirstAsync<int?>("select org.seat_unit(@chosen)", new { chosen }, stop);
        var unit = await UnitAsync(db, tree, stop);
        Locality? At(int place) => place switch { ABranch => branch, AUnit => unit, _ => PlaceOf(tree, place) };
        foreach (var demo in All.Where(demo => demo.Grants.All(grant => At(grant.Place) is not null)))
        {
            var home = At(demo.Grants[0].Place)!;
            var own = demo.Account is Member or Self or Expert or Employer ? await db.FirstAsync<(Guid Id, string Name)?>("update org.account set password_hash = @hash, must_change_password = false, password_changed_at = now(), version = version + 1 where account = @Account returning id, name", new { hash, demo.Account }, stop) : null;
            if (demo.Account is Member or Self or Expert or Employer && own is null) continue;
            var id = own?.Id ?? await accounts.InsertAsync(new(demo.Account, demo.Name, demo.Office, null), home, hash, mustChange: false, stop);
            foreach (var (role, place) in demo.Grants)
                await db.ExecuteAsync("insert into org.role_grant (account_id, role_id, locality_id) values (@id, @role, @place)", new { id, role, place = At(place)!.Id }, stop);
            await db.RecordAsync(new Deed(DeedKind.Create, "accounts", id, home.Path, $"{own?.Name ?? demo.Name}（{demo.Account}）", Reason: "示例账号"), stop);
        }
        await db.CommitAsync(stop);
    }

    public static async Task<bool> AreThereAsync(Databases databases, CancellationToken stop)
    {
        await using var ask = databases.Host.CreateCommand("select exists (select from org.sign_in where account = 'demo.leader' and not is_closed)");
        return (bool)(await ask.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Where there is nobody in the Party there is no branch, and no sign-in for it.</summary>
    public static Task<Locality?> BranchAsync(Db db, LocalityTree tree, CancellationToken stop) => db.FirstAsync<Locality>($"""
        select {LocalityRows.Columns} from org.locality l
        where kind = 6 and path >= @Path and path < org.upper_bound(@Path) and (select h.kind from org.locality h where h.path = org.home_of(l.path)) = 5
          and not exists (select from org.locality below where below.parent_id = l.id)
        order by name like '%支部委员会' desc, path limit 1
        """, new { PlaceOf(tree, 2).Path }, stop);

    /// <summary>A bureau of the county: of its leaders the county decides, its other cadres are its own.</summary>
    const string UnitSql = "select id from org.unit where locality_path = @Path and kind = '34' and removed_at is null order by name like '%农业农村局' desc, rank_order desc, id limit 1";

    /// <summary>The unit that has been granted; nothing before that.</summary>
    public static Task<Locality?> UnitAsync(Db db, LocalityTree tree, CancellationToken stop) => db.FirstAsync<Locality>($"""
        select {LocalityRows.Columns} from org.locality l where kind = 6 and path >= @Path and path < org.upper_bound(@Path) and exists (select from org.unit u where u.place_id = l.id) order by path limit 1
        """, new { PlaceOf(tree, 1).Path }, stop);

    static Locality PlaceOf(LocalityTree tree, int depth)
    {
        var at = tree.Roots.First();
        var second = depth < 0;
        for (var step = Math.Abs(depth); step > 0; step--)
            at = tree.ChildrenOf(at).Skip(second ? 1 : 0).FirstOrDefault() ?? tree.ChildrenOf(at).FirstOrDefault() ?? at;
        return at;
    }

    /// <summary>For the terminal, aligned as Chinese characters are wide.</summary>
    public static IEnumerable<string> Table(LocalityTree tree, Locality? branch, Locality? unit)
    {
        Locality? At(int place) => place switch { ABranch => branch, AUnit => unit, _ => PlaceOf(tree, place) };
        yield return $"{Pad("账号", 20)}{Pad("姓名", 10)}{Pad("角色", 30)}范围";
        foreach (var demo in All.Where(demo => demo.Grants.All(grant => At(grant.Place) is not null)))
            yield return $"{Pad(demo.Account, 20)}{Pad(demo.Name, 10)}{Pad(demo.RoleName, 30)}{string.Join("、", demo.Grants.Select(g => g.Place is ABranch or AUnit ? At(g.Place)!.ShortName : PlaceOf(tree, g.Place).Name).Distinct())}";
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(1, width - text.Sum(c => c > 0xff ? 2 : 1)));
}
