using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Needs("org.api.edit")]
sealed class ApiKeyNewModel(Db db, Here here, RegisterBook book, IReadOnlyList<FigurePlace> all, RunningModules modules) : PageModel
{
    readonly IReadOnlyList<FigurePlace> figures = [.. ApiKey.FiguresOf(all)];

    public sealed record Offered(string Id, string Name, bool HasFigures, IReadOnlyList<RegisterPlace> Registers);

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Contact { get; set; }
    [BindProperty] public string? Purpose { get; set; }
    [BindProperty] public string? ExpiresOn { get; set; }
    [BindProperty] public string? Remotes { get; set; }
    [BindProperty] public string[] Fields { get; set; } = [];
    [BindProperty] public string[] Figures { get; set; } = [];

    public IReadOnlyList<Offered> Modules => [.. modules.All
        .Select(module => new Offered(module.Id, module.Name, figures.Any(place => place.Module.Id == module.Id), [.. ApiKey.Registers(book).Where(place => place.Module.Id == module.Id)]))
        .Where(module => module.HasFigures || module.Registers.Count > 0)];

    public void OnGet() => ExpiresOn = Dates.Format(Clock.Today.AddYears(1));

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        foreach (var (key, label, text) in (ReadOnlySpan<(string, string, string?)>)[(nameof(Name), "对方系统", Name), (nameof(Contact), "对方联系人", Contact), (nameof(Purpose), "用途和依据", Purpose)])
            if (string.IsNullOrWhiteSpace(text)) ModelState.AddModelError(key, $"请填写{label}");
        if (!Dates.TryParse(ExpiresOn ?? "", out var expires, out var fault)) ModelState.AddModelError(nameof(ExpiresOn), fault);
        else if (expires < Clock.Today || expires > Clock.Today.AddYears(1)) ModelState.AddModelError(nameof(ExpiresOn), $"有效期请在今天和 {Dates.Format(Clock.Today.AddYears(1))} 之间");
        var remotes = (Remotes ?? "").Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(remotes, remote => !IPAddress.TryParse(remote, out _)) is { } wrong) ModelState.AddModelError(nameof(Remotes), $"“{wrong}”不是网络地址，请写作 10.20.3.5");
        // What was ticked on the page, as it stands now; nothing else that was sent.
        var offered = ApiKey.Registers(book).SelectMany(place => ApiKey.Readable(place).Select(field => ApiKey.NameOf(place, field))).ToHashSet();
        Fields = [.. Fields.Where(offered.Contains).Distinct()];
        Figures = [.. Figures.Where(id => figures.Any(place => place.Module.Id == id)).Distinct()];
        if (Fields.Length + Figures.Length == 0) ModelState.AddModelError(nameof(Fields), "请至少选一个栏目或一个模块的指标");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var (id, token) = (Guid.CreateVersion7(), ApiKeys.MakeToken());
        await db.ExecuteAsync("""
            insert into org.api_key (id, locality_path, name, contact, purpose, hash, fields, figures, remotes, expires_on, created_by, created_name)
            values (@id, @Path, @Name, @Contact, @Purpose, @hash, @Fields, @Figures, @remotes, @expires, @by, @byName)
            """, new { id, here.Locality.Path, Name = Name!.Trim(), Contact = Contact!.Trim(), Purpose = Purpose!.Trim(), hash = ApiKeys.HashOf(token), Fields, Figures, remotes, expires, by = db.Actor.Id, byName = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Grant, "api", id, here.Locality.Path, $"数据接口密钥：{Name.Trim()}",
            [new("可读的栏目", null, string.Join("、", Fields)), new("可读的指标", null, string.Join("、", Figures)), new("有效期至", null, Dates.Format(expires)), new("来源地址", null, remotes.Length == 0 ? "不限" : string.Join("、", remotes))], Purpose.Trim()), stop);
        TempData["ApiKey"] = token;
        return Redirect(here.Url($"org/api/{id}"));
    }
}
