using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>A role of the deployment's own, made of permissions by the security administrator, from the topmost place only.</summary>
[Needs("org.roles.edit")]
sealed class RoleNewModel(Db db, Here here, RunningModules modules) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Summary { get; set; }
    [BindProperty] public bool IsForLocal { get; set; }
    [BindProperty] public string[] Permissions { get; set; } = [];
    [BindProperty] public string? Reason { get; set; }

    public IReadOnlyList<ModuleManifest> Modules => modules.All;
    public static bool IsFree(Permission permission) => permission.Id is not ("org.roles.edit" or "org.audit.admins");

    public IActionResult OnGet() => here.Locality.ParentId is null ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (here.Locality.ParentId is not null) return NotFound();
        RoleRow? made = null;
        var done = await this.TryAsync(db, async () =>
        {
            if (string.IsNullOrWhiteSpace(Reason)) throw new RefusedException("请写明事由", nameof(Reason));
            made = await new RoleDeeds(db).CreateAsync((Name ?? "").Trim(), (Summary ?? "").Trim(), IsForLocal, Permissions, modules.All, Reason.Trim(), stop);
        });
        if (!done) return Page();
        TempData["Done"] = $"角色“{made!.Name}”已建立，在“账号与授权”里授予";
        return Redirect(here.Url($"org/roles?role={made.Id}"));
    }
}
