using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Programmes.Design;

/// <summary>新建专项: a name and what is recorded, or last year's or another one's description to begin with.</summary>
[Needs(Designs.Read, Write = Designs.Edit)]
public sealed class NewModel(Designs designs, Here here, Db db) : PageModel
{
    public Here Here { get; } = here;
    public string Name { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Columns { get; private set; } = "";
    public string Pasted { get; private set; } = "";
    public string Sphere { get; private set; } = "9";
    public string? Fault { get; private set; }
    public string Onto { get; private set; } = "";
    /// <summary>What a letter may be a newer version of.</summary>
    public IReadOnlyList<DesignRow> Installed { get; private set; } = [];

    const int MostLetter = 1 << 20;

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    async Task LoadAsync(CancellationToken stop) => Installed = [.. (await designs.AllAsync(stop)).Where(design => design.State is Designs.Draft or Designs.Published && design.LocalityPath == Here.Locality.Path)];

    public async Task<IActionResult> OnPostAsync(string? name, string? title, string? columns, string? sphere, string? pasted, Guid? onto, IFormFile? file, CancellationToken stop)
    {
        await LoadAsync(stop);
        Onto = onto?.ToString() ?? "";
        if (string.IsNullOrWhiteSpace(pasted) && file is { Length: > 0 and <= MostLetter })
        {
            using var reader = new StreamReader(file.OpenReadStream());
            pasted = await reader.ReadToEndAsync(stop);
        }
        (Name, Title, Columns, Sphere, Pasted) = (name?.Trim() ?? "", title?.Trim() ?? "", columns?.Trim() ?? "", sphere ?? "9", pasted?.Trim() ?? "");
        try
        {
            if (file is { Length: > MostLetter }) throw new DesignRefusedException("方案文件超过 1 MB，不是导出的方案文件");
            if (Pasted != "")
            {
                var (received, letter) = await designs.ReceiveAsync(Pasted, Name, onto, stop);
                TempData["Done"] = onto is not null ? "新版已放进草稿：下面列出它要改什么，看清后发布；已有的数据都保留" : $"“{(Name == "" ? letter.Description.Name : Name)}”已成为草稿；请看清它要建什么表、给谁什么权限、从哪里来，再发布";
                return Redirect(Here.Url($"programmes/design/{received}?part=publish"));
            }
            if (Name == "") throw new DesignRefusedException("请填写专项名称，如 三联三促");
            if (Title == "") throw new DesignRefusedException("请填写登记什么，如 走访台账");
            var id = await designs.AddAsync(Begin(), null, null, stop);
            TempData["Done"] = $"“{Name}”的草稿已建立，只有设计的人看得到；填好各部分后检查并发布";
            return Redirect(Here.Url($"programmes/design/{id}?part=fields"));
        }
        catch (Exception refused) when (refused is DesignRefusedException or ModuleRefusedException)
        {
            await db.DisposeAsync();
            (Fault, Response.StatusCode) = (refused.Message, 422);
            return Page();
        }
    }

    /// <summary>The heads of a sheet, pasted, become fields: what sounds like a day is a day.</summary>
    ProgrammeDescription Begin()
    {
        var taken = new HashSet<string>();
        var heads = Columns.Split(['\t', '\n', '\r', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(head => head.Length > 30 ? head[..30] : head).Distinct().Where(head => head is not ("序号" or "编号")).ToList();
        if (heads.Count == 0) heads = ["名称"];
        List<DescribedField> fields = [.. heads.Take(ProgrammeCheck.MostFields).Select((head, n) => new DescribedField
        {
            Key = DesignForm.KeyFor(head, taken), Label = head, Listed = n < 6,
            Kind = n == 0 ? DescribedKind.Name : head.EndsWith("日期", StringComparison.Ordinal) || head.EndsWith("时间", StringComparison.Ordinal) || head.EndsWith("时限", StringComparison.Ordinal) ? DescribedKind.Date
                : head.Contains("电话", StringComparison.Ordinal) || head.Contains("手机", StringComparison.Ordinal) ? DescribedKind.Phone
                : head.EndsWith('数') || head.Contains("金额", StringComparison.Ordinal) || head.Contains("（元）", StringComparison.Ordinal) || head.Contains("（万元）", StringComparison.Ordinal) ? DescribedKind.Number
                : head.StartsWith("是否", StringComparison.Ordinal) ? DescribedKind.Flag : head is "备注" or "情况" or "内容" ? DescribedKind.LongText : DescribedKind.Text,
        })];
        var registers = new HashSet<string> { "figures", "reports", "rules", "steps", "figure", "report" };
        var key = DesignForm.KeyFor(Title, registers);
        return new()
        {
            Name = Name, Sphere = Sphere, Edition = Clock.Today.Year,
            Registers = [new() { Key = key.Length > 30 ? key[..30] : key, Title = Title.Length > 20 ? Title[..20] : Title, Noun = Title.TrimEnd('账', '台', '册', '名') is { Length: > 0 and <= 12 } noun ? noun : "记录", Fields = fields }],
        };
    }
}
