using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace OrgWork.Ui;

/// <summary>One rule: its text and article, its parameters with their history, its cases as they come out today, where it is at work, whom it lights.</summary>
public sealed class RuleModel(Db db, RuleBook book, RegisterBook registers, RuleChecks checks, ProcedureBook procedures, Here here) : PageModel
{
    const int PageSize = 50;

    public sealed record Place(string What, string? Url);

    public Here Here => here;
    public Rule Rule { get; private set; } = null!;
    public RuleSettings Settings { get; private set; } = null!;
    public LitPage? Lit { get; private set; }
    public long? LitCount { get; private set; }
    public Guid? After { get; private set; }
    public IReadOnlyList<WaivedRow> Waivers { get; private set; } = [];
    public ParameterForm Form { get; private set; } = new();

    public string RuleUrl => here.Url($"{here.Module!.Id}/rules/{Rule.Tail}");
    public string ListUrl => here.Url($"{here.Module!.Id}/rules");
    public RegisterPlace? Register => Rule.Population is { } population ? registers.All.FirstOrDefault(place => place.Path == $"{here.Module!.Id}/{population.Register}") : null;
    public bool MayChange => here.MayWrite(RuleBook.WritePermission(here.Module!)) && Rule.Parameters.Count > 0;
    /// <summary>The regulation's own numbers are changed where the tree begins.</summary>
    public bool MayRevise => here.Locality.ParentId is null;
    public string NameOf(string? path) => path is null ? "规定已修订（各地）" : here.Localities.AtPath(path)?.Name ?? "其他区划";
    /// <summary>A row's page, if the reader may open it.</summary>
    public string? RecordUrl(Guid id, string path) => Register is { } register && here.May(register.Register.ReadPermission) && here.HomeOf(path) is { } at ? $"/{at.Code}/{register.Path}/{id}" : null;
    public RuleValue ValueOf(RuleParameter parameter) => Settings.ValueOf(Rule, parameter, here.Locality.Path, Clock.Today);
    public IEnumerable<RuleSetting> HistoryOf(RuleParameter parameter) => Settings.HistoryOf(Rule, parameter).Where(setting => setting.Path is null || here.Locality.Path.StartsWith(setting.Path, StringComparison.Ordinal) || setting.Path.StartsWith(here.Locality.Path, StringComparison.Ordinal));

    public IEnumerable<(RuleCase Case, Finding Finding)> Cases => Rule.Cases.Select(given => (given, Rule.CheckFacts(given.AnyFacts, new RuleTerms(given.Day, Rule.Numbers.ToDictionary(p => p.Name, p => given.Values.GetValueOrDefault(p.Name, p.Default)), Settings.Calendar))));

    public IEnumerable<Place> Uses
    {
        get
        {
            foreach (var place in registers.All.Where(place => place.Module.Id == here.Module!.Id && place.Register.Conditions.Any(condition => condition.Rule == Rule)))
                yield return new($"工作台和{place.Register.Title}的灯“{place.Register.Conditions.First(condition => condition.Rule == Rule).Name}”", here.Url($"{place.Path}?rule={Rule.Tail}"));
            if (Register is { } own) yield return new($"{own.Register.Title}：记录页的提示{(Rule.Severity == Severity.Remind ? "" : "，保存时核对")}", here.Url(own.Path));
            foreach (var use in book.UsesOf(Rule)) yield return new(use.What, use.Path is null ? null : here.Url(use.Path));
        }
    }

    public async Task<IActionResult> OnGetAsync(string rule, string? after, CancellationToken stop)
    {
        if (book.Find($"{here.Module!.Id}.{rule}") is not { } found) return NotFound();
        Rule = found;
        After = Guid.TryParse(after, out var id) ? id : null;
        await LoadAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string rule, ParameterForm form, CancellationToken stop)
    {
        if (book.Find($"{here.Module!.Id}.{rule}") is not { } found) return NotFound();
        (Rule, Form) = (found, form);
        if (await ChangeAsync(form, stop)) return Redirect(RuleUrl);
        await LoadAsync(stop);
        return this.Unprocessable();
    }

    async Task<bool> ChangeAsync(ParameterForm form, CancellationToken stop)
    {
        if (Rule.Parameters.FirstOrDefault(p => p.Name == form.Parameter) is not { } parameter) return Fail("Parameter", "请选择要调整的参数");
        decimal? value = null;
        if (form.Inherit != "1")
        {
            if (!decimal.TryParse(form.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return Fail("Value", "请填数值，如 12");
            value = number;
        }
        if (!Dates.TryParse(form.From, out var from, out var fault)) return Fail("From", fault);
        if (string.IsNullOrWhiteSpace(form.Basis)) return Fail("Basis", "请写明依据文件，如 县委组织部某号文件");
        if (string.IsNullOrWhiteSpace(form.Reason)) return Fail("Reason", "请写明理由，日后可查");
        var revises = form.Scope == "all" && MayRevise;
        Settings = await checks.SettingsAsync(stop);
        var before = Settings.ValueOf(Rule, parameter, here.Locality.Path, from).Value;
        if (value is { } wanted && OutOfOrder(parameter, wanted, from) is { } disorder) return Fail("Value", disorder);
        if (value == before) return Fail("Value", $"自 {Dates.Format(from)} 起本来就是 {parameter.Show(before)}，没有要改的");
        if (from < Clock.Today && form.Past != "1") return Fail("Past", $"{Dates.Format(from)} 已经过去：自那天以来的核对、亮灯和期限都要按新数重新判断。确要追溯的请勾选，否则生效日期填今天或以后");
        int settled;
        try
        {
            await db.FirstAsync<Guid?>("select org.set_rule_parameter(@Id, @Name, @Locality, @value, @from, @basis, @reason, @actor)",
                new { Rule.Id, parameter.Name, Locality = revises ? null : (int?)here.Locality.Id, value, from, basis = form.Basis.Trim(), reason = form.Reason.Trim(), actor = db.Actor.Name }, stop);
            settled = await CaseLights.SettleAsync(db, procedures.All.Where(place => place.Module.Id == here.Module!.Id).Select(place => place.Procedure), Rule, stop);
            await db.RecordAsync(new(DeedKind.Update, "rules", Title: Rule.Title, Changes: [new($"{parameter.Label}（自 {Dates.Format(from)}{(revises ? "，规定修订" : "")}）", parameter.Show(before), value is { } set ? parameter.Show(set) : "沿用上级")], Reason: $"{form.Basis.Trim()}：{form.Reason.Trim()}"), stop);
        }
        catch (PostgresException refused) when (refused.SqlState is "OW010" or "OW011" or "OW012" or "OW013" or "42501" or "22003")
        {
            await db.DisposeAsync();
            return Fail("Value", refused.SqlState == "22003" ? "数值太大，请核对" : refused.MessageText);
        }
        TempData["Done"] = (value is { } done ? $"自 {Dates.Format(from)} 起，{parameter.Label}为 {parameter.Show(done)}" : $"自 {Dates.Format(from)} 起，{parameter.Label}沿用上级") + (from < Clock.Today ? "，以往的判断随之改变" : "") + (settled == 0 ? "" : $"；在办的 {settled} 件期限已重新计算");
        return true;
    }

    /// <summary>Between the parameters it stands between, as they are here on that day.</summary>
    string? OutOfOrder(RuleParameter parameter, decimal value, DateOnly from)
    {
        decimal At(RuleParameter other) => Settings.ValueOf(Rule, other, here.Locality.Path, from).Value;
        if (Rule.Parameters.FirstOrDefault(one => one.Name == parameter.NotBelow) is { } lower && value < At(lower)) return $"“{parameter.Label}”不能低于“{lower.Label}”的 {lower.Show(At(lower))}；要一起改的，从高的一头改起";
        if (Rule.Parameters.FirstOrDefault(one => one.NotBelow == parameter.Name) is { } higher && value > At(higher)) return $"“{parameter.Label}”不能高于“{higher.Label}”的 {higher.Show(At(higher))}；要一起改的，从高的一头改起";
        return null;
    }

    bool Fail(string field, string reason)
    {
        ModelState.AddModelError(field, reason);
        return false;
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Settings = await checks.SettingsAsync(stop);
        Waivers = await checks.WaiversAsync(Rule, stop);
        if (Rule.Population is null) return;
        Lit = await checks.LitAsync(Rule, After, PageSize, stop);
        LitCount = (await checks.CountAsync([Rule], stop))[Rule.Id];
    }

    public sealed class ParameterForm
    {
        public string? Parameter { get; set; }
        public string? Value { get; set; }
        public string? Inherit { get; set; }
        public string? From { get; set; }
        /// <summary>1: judgements since an earlier day are to change.</summary>
        public string? Past { get; set; }
        public string? Scope { get; set; }
        public string? Basis { get; set; }
        public string? Reason { get; set; }
    }
}
