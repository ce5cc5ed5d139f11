using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Needs("org.api.read", Write = "org.api.edit")]
sealed class ApiKeyPageModel(Db db, Here here, RegisterBook book, RunningModules modules) : PageModel
{
    public sealed record Used(DateTime At, string Title, string Changes);

    public ApiKeyRow Key { get; private set; } = null!;
    /// <summary>Shown once, on the way from where it was made.</summary>
    public string? Token { get; private set; }
    public IReadOnlyList<Used> Deeds { get; private set; } = [];
    public List<(RegisterPlace Place, List<Field> Fields)> Readable { get; private set; } = [];
    public List<string> Lost { get; private set; } = [];
    public bool MayRevoke => here.MayWrite("org.api.edit") && Key.RevokedAt is null;
    public string ModuleName(string id) => modules.All.FirstOrDefault(module => module.Id == id)?.Name ?? id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        Token = TempData["ApiKey"] as string;
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Key.RevokedAt is not null) return Redirect(here.Url($"org/api/{id}"));
        if (string.IsNullOrWhiteSpace(reason)) ModelState.AddModelError("reason", "请写明吊销的原因");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await db.ExecuteAsync("update org.api_key set revoked_at = now(), revoked_name = @Name, revoked_reason = @reason where id = @id and revoked_at is null", new { id, db.Actor.Name, reason = reason!.Trim() }, stop);
        await db.RecordAsync(new(DeedKind.Revoke, "api", id, Key.LocalityPath, $"数据接口密钥：{Key.Name}", Reason: reason.Trim()), stop);
        TempData["Done"] = $"“{Key.Name}”的密钥已吊销";
        return Redirect(here.Url($"org/api/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await ApiKeyRow.FindAsync(db, id, stop) is not { } key) return false;
        Key = key;
        Deeds = await db.QueryAsync<Used>("select at, title, changes::text from audit.entry where actor = @id and deed = @deed order by id desc limit 20", new { id, deed = DeedKind.Export }, stop);
        var known = new HashSet<string>();
        foreach (var place in ApiKey.Registers(book))
        {
            var fields = ApiKey.Readable(place).Where(field => key.Fields.Contains(ApiKey.NameOf(place, field))).ToList();
            known.UnionWith(fields.Select(field => ApiKey.NameOf(place, field)));
            if (fields.Count > 0) Readable.Add((place, fields));
        }
        Lost = [.. key.Fields.Where(field => !known.Contains(field))];
        return true;
    }
}
