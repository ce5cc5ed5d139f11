using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Host;

/// <summary>Gives and takes roles. Giving is a choice among what this administrator may give here; taking names what is lost.</summary>
[Needs("org.grants.edit")]
sealed class AccountGrantsModel(Db db, Here here) : AboutAccountModel(db, here)
{
    [BindProperty] public string? Role { get; set; }
    [BindProperty] public string? Place { get; set; }
    /// <summary>The number of a Party organisation: the grant ends there.</summary>
    [BindProperty] public int? Organisation { get; set; }
    /// <summary>A unit: the grant ends there, and the unit becomes a place of its own with the first one.</summary>
    [BindProperty] public Guid? Unit { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public Guid? Revoke { get; set; }

    public IReadOnlyList<RoleRow> Roles { get; private set; } = [];
    public IReadOnlyList<Locality> Places { get; private set; } = [];
    public string? Refusal { get; private set; }
    public string? OrganisationName { get; private set; }
    public string? UnitName { get; private set; }
    Dictionary<string, HashSet<string>> permissions = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAllAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnGetOrganisationsAsync(string? q, CancellationToken stop) => new JsonResult((await Db.QueryAsync<(int Id, string Name, string Home)>("""
        select l.id, l.name, h.name from org.locality l join org.locality h on h.path = org.home_of(l.path)
        where l.kind = 6 and l.path >= @Path and l.path < org.upper_bound(@Path) and position(@q in l.name || l.short_name) > 0 and not exists (select from org.unit u where u.place_id = l.id) order by l.path limit 20
        """, new { Here.Locality.Path, q = q?.Trim() ?? "" }, stop)).Select(found => new { value = found.Id, text = found.Name, note = found.Home }));

    public async Task<IActionResult> OnGetUnitsAsync(string? q, CancellationToken stop) => new JsonResult((await Db.QueryAsync<(Guid Id, string Name, string Home)>("""
        select u.id, u.name, h.name from org.unit u join org.locality h on h.path = org.home_of(u.locality_path)
        where u.locality_path >= @Path and u.locality_path < org.upper_bound(@Path) and u.removed_at is null and u.abolished_on is null and position(@q in u.name) > 0 order by u.locality_path, u.rank_order, u.id limit 20
        """, new { Here.Locality.Path, q = q?.Trim() ?? "" }, stop)).Select(found => new { value = found.Id, text = found.Name, note = found.Home }));

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAllAsync(id, stop)) return NotFound();
        var done = "";
        var succeeded = await this.TryAsync(Db, async () =>
        {
            Demand("org.grants.edit");
            if (string.IsNullOrWhiteSpace(Reason)) throw new RefusedException("请写明事由", nameof(Reason));
            var deeds = new GrantDeeds(Db);
            if (Revoke is { } grantId)
            {
                var grant = Grants.FirstOrDefault(g => g.Id == grantId) ?? throw new RefusedException("这个授权已经不在了，可能别人刚刚收回");
                if (!MayRevoke(grant)) throw new RefusedException($"“{grant.RoleName}”在{grant.LocalityName}的授权不能由您收回");
                await deeds.RevokeAsync(Account, grant, Reason.Trim(), stop);
                done = $"已收回{Account.Name}在{grant.LocalityName}的“{grant.RoleName}”，立即生效";
                return;
            }
            var role = (await GrantDeeds.RolesAsync(Db, stop)).FirstOrDefault(r => r.Id == Role) ?? throw new RefusedException("请选择角色", nameof(Role));
            var place = Here.Localities.Find(Place ?? "");
            if (place is null || !Here.Locality.Contains(place)) throw new RefusedException("请选择区划，须在本级或下级之内", nameof(Place));
            if (Unit is not null && Organisation is not null) throw new RefusedException("党组织和单位只选一个", nameof(Unit));
            if (role.Id == OrgWork.Host.Roles.UnitClerk && Unit is null) throw new RefusedException($"“{role.Name}”只管一个单位，请选择单位", nameof(Unit));
            if (role.Id is OrgWork.Host.Roles.Branch or OrgWork.Host.Roles.Member && Organisation is null) throw new RefusedException($"“{role.Name}”只管一个党组织，请选择党组织", nameof(Organisation));
            if (Unit is { } unit)
            {
                if (!Reach.MayGive(role, place)) throw new RefusedException($"您不能在{place.Name}授予“{role.Name}”", nameof(Role));
                place = await Db.FirstAsync<int?>("select org.seat_unit(@unit)", new { unit }, stop) is { } seat
                    ? await Db.FirstAsync<Locality>($"select {LocalityRows.Columns} from org.locality where id = @seat and path >= @Path and path < org.upper_bound(@Path)", new { seat, Here.Locality.Path }, stop) : null;
                if (place is null) throw new RefusedException("请从候选里选单位，须在本级或下级之内", nameof(Unit));
            }
            else if (Organisation is { } number)
                place = await Db.FirstAsync<Locality>($"select {LocalityRows.Columns} from org.locality where id = @number and kind = 6 and path >= @Path and path < org.upper_bound(@Path) and not exists (select from org.unit u where u.place_id = @number)", new { number, Here.Locality.Path }, stop)
                    ?? throw new RefusedException("请从候选里选党组织，须在本级或下级之内", nameof(Organisation));
            if (!Reach.MayGive(role, place)) throw new RefusedException($"您不能在{place.Name}授予“{role.Name}”", nameof(Role));
            await deeds.AddAsync(Account, role, place, Reason.Trim(), stop);
            done = $"已授予{Account.Name}在{place.Name}的“{role.Name}”，立即生效";
        });
        if (!succeeded) return Page();
        TempData["Done"] = done;
        return Redirect(Home + "/grants");
    }

    public bool MayRevoke(HeldGrant grant) => Here.Localities.AtPath(grant.Path) is { } place && Reach.MayGive(new(grant.RoleId, grant.RoleName, "", grant.IsGuardian), place);

    public string Consequence(HeldGrant grant)
    {
        var rest = Grants.Where(g => g.Id != grant.Id).ToList();
        var kept = rest.Where(g => grant.Path.StartsWith(g.Path, StringComparison.Ordinal)).SelectMany(g => permissions.GetValueOrDefault(g.RoleId, [])).ToHashSet();
        var lost = permissions.GetValueOrDefault(grant.RoleId, []).Count(p => !kept.Contains(p));
        var places = Here.Localities.AtPath(grant.Path) is { } place ? Here.Localities.Below(place).Count() : 1;
        return $"{Account.Name}在{grant.LocalityName}{(places > 1 ? $"及下级共 {places} 处" : "")}立即失去 {lost} 项权限，正在填的内容不能再保存；" +
            (rest.Count == 0 ? "此后没有任何授权，能登录但看不到业务。" : $"还有 {rest.Count} 项授权：{string.Join("、", rest.Select(g => $"{g.RoleName}（{g.LocalityName}）"))}。");
    }

    async Task<bool> LoadAllAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return false;
        Refusal = RefusesOver("org.grants.edit");
        Places = [.. Here.Localities.Below(Here.Locality).Where(place => place.Kind <= LocalityKind.Township || place == Here.Locality).Take(600)];
        Roles = [.. (await GrantDeeds.RolesAsync(Db, stop)).Where(role => Places.Any(place => Reach.MayGive(role, place)))];
        if (Organisation is { } chosen) OrganisationName = await Db.FirstAsync<string>("select name from org.locality where id = @chosen and kind = 6 and path >= @Path and path < org.upper_bound(@Path)", new { chosen, Here.Locality.Path }, stop);
        if (Unit is { } selected) UnitName = await Db.FirstAsync<string>("select name from org.unit where id = @selected and locality_path >= @Path and locality_path < org.upper_bound(@Path)", new { selected, Here.Locality.Path }, stop);
        permissions = (await Db.QueryAsync<(string Role, string Permission)>("select role_id, permission from org.role_permission", null, stop)).GroupBy(p => p.Role).ToDictionary(g => g.Key, g => g.Select(p => p.Permission).ToHashSet());
        return true;
    }
}
