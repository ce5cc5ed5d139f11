using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Programmes.Design;

/// <summary>Which register a figure, a light or a paper is of.</summary>
public sealed record RegisterChoice(IReadOnlyList<DescribedRegister> All, string Name, string Chosen, string Label);

/// <summary>专项设计: one part after the other, beside it what comes of it, and at the end what publishing will do.</summary>
[Needs(Designs.Read, Write = Designs.Edit)]
// Two hundred fields with all their boxes are one form.
[RequestFormLimits(ValueCountLimit = 4096)]
public sealed class IndexModel(Designs designs, Here here, Db db, IReadOnlyList<FigurePlace> places) : PageModel
{
    public static readonly IReadOnlyList<(string Id, string Name)> Parts =
        [("basics", "基本情况"), ("fields", "登记内容"), ("participants", "谁参加"), ("steps", "程序"), ("figures", "指标"), ("lights", "亮灯"), ("papers", "打印"), ("who", "谁来办"), ("publish", "检查并发布")];

    public Here Here { get; } = here;
    public DesignRow Row { get; private set; } = null!;
    public ProgrammeDescription Shown { get; private set; } = null!;
    public string Part { get; private set; } = "basics";
    public string Register { get; private set; } = "";
    public IReadOnlyList<string> Faults { get; private set; } = [];
    public IReadOnlyList<ProgrammeFault> Checks { get; private set; } = [];
    public IReadOnlyList<DesignVersion> Versions { get; private set; } = [];
    public ProgrammeChange Change { get; private set; } = ProgrammeChange.Nothing;
    public Trial Trial { get; private set; } = new();
    public ProgrammeReview? Review { get; private set; }
    /// <summary>What it would ask of places in its rounds that others ask of them already.</summary>
    public IReadOnlyList<string> Twice { get; private set; } = [];
    /// <summary>Figures of modules and of the place's other programmes, for those that stand beside the programme's own.</summary>
    public IReadOnlyList<KnownFigure> Known { get; private set; } = [];
    public string ShownAs(string figure) => Known.FirstOrDefault(one => one.Figure == figure)?.Words ?? figure;
    public ProgrammeCondition? Condition => designs.ConditionOf(Row);
    public bool MayEdit => Here.MayWrite(Designs.Edit) && Row.LocalityPath == Here.Locality.Path && Row.State is not (Designs.Retired or Designs.Sealed);
    public DescribedRegister? Chosen => Shown.Find(Register) ?? Shown.AllRegisters.FirstOrDefault();
    public string To(string part, string? register = null) => Here.Url($"programmes/design/{Row.Id}?part={part}{(register is null ? "" : "&register=" + register)}");

    public RegisterChoice Choice(string name, string chosen, string label) => new([.. Shown.Registers.Where(one => !one.Closed)], name, chosen, label);

    public string CountOf(string part) => part switch
    {
        "fields" => $"{Shown.AllRegisters.Where(one => !one.Closed).Sum(one => one.Open.Count())} 项", "steps" => Shown.Procedure is { } procedure ? $"{procedure.Steps.Count(step => !step.Closed)} 步" : "没有",
        "participants" => Shown.Participants is { } who ? ProgrammeCheck.Whos.FirstOrDefault(one => one.Id == who.Who).Name ?? "" : "不限定", "figures" => $"{Shown.Figures.Count} 个", "lights" => $"{Shown.Lights.Count} 条", "papers" => $"{Shown.Papers.Count} 份", "who" => $"{Shown.Who.Read.Union(Shown.Who.Edit).Count()} 类",
        "publish" => Row.PublishedNo == 0 ? "未发布" : $"第 {Row.PublishedNo} 版", _ => Shown.Purpose == "" ? "待填" : "已填",
    };

    /// <summary>What the condition is read as, or where it is wrong.</summary>
    /// <summary>The whole of a share, which may lie outside the register that is counted.</summary>
    public string ReadingOfWhole(DescribedFigure figure) => Shown.Find(figure.Register) is not { } of ? "" : ProgrammeLists.WholeOf(figure, of) is { } chosen ? $"读作：{chosen.Label}的整个名册" : ProgrammeLists.PlanOf(figure, Shown) is { } plan ? $"读作：{plan.Register.Title}的{plan.Field.Label}合计" : Reading(figure.OutOf, figure.Register, FormulaType.Truth);
    public string Reading(string text, string register, FormulaType type) => string.IsNullOrWhiteSpace(text) || Shown.Find(register) is not { } of ? ""
        : Formula.TryParse(text, of, type, out var formula, out var fault) ? "读作：" + formula!.Explain() : $"第 {fault!.At + 1} 字处：{fault.Words}";

    public async Task<IActionResult> OnGetAsync(Guid id, string? part, string? register, CancellationToken stop) => await LoadAsync(id, part, register, stop) ? Page() : NotFound();

    async Task<bool> LoadAsync(Guid id, string? part, string? register, CancellationToken stop)
    {
        if (await designs.FindAsync(id, stop) is not { } row) return false;
        (Row, Shown) = (row, row.Description);
        Part = Parts.Any(one => one.Id == part) ? part! : "basics";
        Register = Shown.Find(register ?? "")?.Key ?? Shown.AllRegisters.FirstOrDefault()?.Key ?? "";
        Checks = ProgrammeCheck.Of(Shown);
        if (Part == "figures") Known = await KnownAsync(row, stop);
        if (Part != "publish") return true;
        Versions = await designs.VersionsAsync(id, stop);
        var (package, change, faults) = await designs.PrepareAsync(row, stop);
        (Change, Checks) = (change, faults);
        if (package is not null) Review = await designs.ReviewAsync(package, row, stop);
        var asked = Shown.Registers.Where(one => one is { Round: not null, Closed: false }).SelectMany(one => one.Open.Where(field => field is { ByDeed: false, Formula: null, From: null } && field.Kind != DescribedKind.Name).Select(field => (Level: one.Round!.Places switch { "county" => "3", "village" => "5", _ => "4" }, field.Label))).Distinct().ToList();
        if (asked.Count > 0)
            Twice = await db.QueryAsync<string>("""
                select distinct '“' || a.datum || '”' || o.asker || '《' || o.title || '》已经在要' from unnest(@levels, @data) a (level, datum)
                cross join lateral (select d.asker, d.title, d.datum from department_asked_datum d where d.level = a.level union all select '专项', p.programme, p.datum from org.programme_data() p where p.level = a.level and p.module is distinct from @Module) o
                where org.searchable(o.datum) = org.searchable(a.datum) order by 1 limit 20
                """, new { levels = asked.Select(one => one.Level).ToArray(), data = asked.Select(one => one.Label).ToArray(), row.Module }, stop);
        if (package is not null && MayEdit && change.Notes.Count > 0) Trial = await designs.TryOutAsync(package, stop);
        return true;
    }

    async Task<IReadOnlyList<KnownFigure>> KnownAsync(DesignRow row, CancellationToken stop)
    {
        var here = (await designs.AllAsync(stop)).Where(one => one.LocalityPath == row.LocalityPath && one.IsPublished && one.Id != row.Id).Select(one => one.Module).ToHashSet();
        return KnownFigure.Of(places, module => here.Contains(module.Id));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? part, string? register, int version, string? then, CancellationToken stop)
    {
        if (await designs.FindAsync(id, stop) is not { } row) return NotFound();
        if (row.Version != version) return await RefuseAsync(id, part, register, ["别人刚刚修改了这个设计，没有保存；下面是现在的样子，请在它的基础上再改"], null, stop);
        var (form, before) = (new DesignForm(Request.Form, part == "figures" ? await KnownAsync(row, stop) : null), row.Description);
        var key = register;
        ProgrammeDescription next;
        switch (part)
        {
            case "fields" when then == "add":
                (next, key) = form.AddRegister(before);
                break;
            case "fields": next = form.Fields(before, register ?? ""); break;
            case "participants": next = form.Participants(before); break;
            case "steps": next = form.Steps(before); break;
            case "figures": next = form.Figures(before); break;
            case "lights": next = form.Lights(before); break;
            case "papers": next = form.Papers(before); break;
            case "who": next = form.Who(before); break;
            default: next = form.Basics(before); break;
        }
        if (form.Faults.Count > 0) return await RefuseAsync(id, part, register, form.Faults, next, stop);
        try
        {
            await designs.SaveAsync(row, next, Parts.FirstOrDefault(one => one.Id == part).Name ?? "基本情况", stop);
        }
        catch (DesignRefusedException refused)
        {
            return await RefuseAsync(id, part, register, [refused.Message], next, stop);
        }
        TempData["Done"] = "草稿已保存";
        var place = Parts.ToList().FindIndex(one => one.Id == part);
        Row = row;
        return Redirect(then == "next" && place < Parts.Count - 1 ? To(Parts[place + 1].Id) : To(part ?? "basics", key));
    }

    /// <summary>The page again as it was typed, and nothing kept.</summary>
    async Task<IActionResult> RefuseAsync(Guid id, string? part, string? register, IReadOnlyList<string> faults, ProgrammeDescription? typed, CancellationToken stop)
    {
        var found = await LoadAsync(id, part, register, stop);
        await db.DisposeAsync();
        if (!found) return NotFound();
        (Faults, Shown, Response.StatusCode) = (faults, typed ?? Shown, 422);
        return Page();
    }

    public Task<IActionResult> OnPostPublishAsync(Guid id, int version, string? why, CancellationToken stop) => DoAsync(id, version, "publish", async row =>
    {
        await designs.PublishAsync(row, why ?? "", stop);
        TempData["Done"] = row.PublishedNo == 0 ? $"“{row.Name}”已发布，一分钟内出现在{Here.Locality.Name}的“专项工作”里" : $"“{row.Name}”第 {row.PublishedNo + 1} 版已发布，一分钟内换上";
        return Here.Url("programmes/running");
    }, stop);

    public Task<IActionResult> OnPostRetireAsync(Guid id, int version, string? why, string? to, CancellationToken stop) => DoAsync(id, version, "publish", async row =>
    {
        await designs.SwitchAsync(row, to ?? "", why ?? "", stop);
        TempData["Done"] = to switch { Designs.Published => $"“{row.Name}”已恢复使用", Designs.Sealed => $"“{row.Name}”已封存：照样能看、能导出，谁也不能再改", _ => $"“{row.Name}”已退役：菜单里不再出现，记录从“在办专项”最下面打得开，可以恢复" };
        return Here.Url("programmes/running");
    }, stop);

    /// <summary>Next year's edition: the same description under a new year, as a draft of its own. This year's stays as it is.</summary>
    public Task<IActionResult> OnPostEditionAsync(Guid id, int version, CancellationToken stop) => DoAsync(id, version, "publish", async row =>
    {
        var year = (row.Edition == 0 ? Clock.Today.Year : row.Edition) + 1;
        var made = await designs.AddEditionAsync(row, year, stop);
        TempData["Done"] = $"{year} 年版的草稿已建立，停用的项目没有带过来；发布以后两年各有自己的台账，原来的数据不动";
        return Here.Url($"programmes/design/{made}");
    }, stop);

    public Task<IActionResult> OnPostForgoAsync(Guid id, int version, CancellationToken stop) => DoAsync(id, version, "publish", async row =>
    {
        await designs.ForgoAsync(row, stop);
        TempData["Done"] = $"没有要新版：草稿又和现行第 {row.PublishedNo} 版一样";
        return Here.Url($"programmes/design/{row.Id}?part=publish");
    }, stop);

    /// <summary>The description as a readable file, for another county or another deployment.</summary>
    public async Task<IActionResult> OnPostExportAsync(Guid id, CancellationToken stop)
    {
        if (await designs.FindAsync(id, stop) is not { } row) return NotFound();
        await db.RecordAsync(new(DeedKind.Export, "design", row.Id, row.LocalityPath, row.Name, [new("方案文件", null, row.FullName)]), stop);
        return File(Encoding.UTF8.GetBytes(designs.LetterOf(row)), "application/json", $"{row.Name}方案.json");
    }

    async Task<IActionResult> DoAsync(Guid id, int version, string part, Func<DesignRow, Task<string>> deed, CancellationToken stop)
    {
        if (await designs.FindAsync(id, stop) is not { } row) return NotFound();
        if (row.Version != version) return await RefuseAsync(id, part, null, ["别人刚刚修改或发布了这个设计，没有办理；请看过现在的样子再办"], null, stop);
        try
        {
            return Redirect(await deed(row));
        }
        catch (DesignRefusedException refused)
        {
            return await RefuseAsync(id, part, null, [refused.Message], null, stop);
        }
    }
}
