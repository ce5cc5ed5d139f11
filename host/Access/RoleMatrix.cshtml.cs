using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>Role × permission. Roles are the same in the whole deployment, so they are changed from its topmost place only.</summary>
[Needs("org.roles.read", Write = "org.roles.edit")]
sealed class RoleMatrixModel(Db db, Here here, RunningModules modules) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Role { get; set; }
    [BindProperty] public string[] Permissions { get; set; } = [];
    [BindProperty] public string? Reason { get; set; }

    public sealed record Holders(string RoleId, int Accounts);

    public IReadOnlyList<ModuleManifest> Modules => modules.All;
    public IReadOnlyList<RoleRow> Roles { get; private set; } = [];
    public HashSet<(string Role, string Permission)> Has { get; private set; } = [];
    public Dictionary<string, int> HeldBy { get; private set; } = [];
    public RoleRow? Chosen { get; private set; }
    public string? Refusal { get; private set; }

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Chosen is null) return NotFound();
        var done = await this.TryAsync(db, () =>
        {
            if (Refusal is not null) throw new RefusedException(Refusal);
            if (string.IsNullOrWhiteSpace(Reason)) throw new RefusedException("请写明事由", nameof(Reason));
            return new RoleDeeds(db).SetAsync(Chosen, Permissions, modules.All, Reason.Trim(), stop);
        });
        if (!done)
        {
            Has.RemoveWhere(pair => pair.Role == Chosen.Id);
            Has.UnionWith(Permissions.Select(permission => (Chosen.Id, permission)));
            return Page();
        }
        TempData["Done"] = $"“{Chosen.Name}”的权限已保存，对 {HeldBy.GetValueOrDefault(Chosen.Id)} 个账号立即生效";
        return Redirect(here.Url($"org/roles?role={Chosen.Id}"));
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Roles = await GrantDeeds.RolesAsync(db, stop);
        Has = (await db.QueryAsync<(string, string)>("select role_id, permission from org.role_permission", null, stop)).ToHashSet();
        HeldBy = (await db.QueryAsync<Holders>("select role_id, count(distinct account_id)::int as accounts from org.role_grant group by role_id", null, stop)).ToDictionary(h => h.RoleId, h => h.Accounts);
        Chosen = Roles.FirstOrDefault(role => role.Id == Role);
        Refusal = !here.May("org.roles.edit") ? "您没有修改角色的权限"
            : here.Locality.ParentId is not null ? "角色全平台通用，只能在最上一级修改"
            : Chosen is { IsGuardian: true } ? "三员的权限由平台固定，不能改"
            : here.User.Grants.Any(grant => grant.Role == Chosen?.Id) ? "不能改自己所任角色的权限"
            : null;
    }
}
