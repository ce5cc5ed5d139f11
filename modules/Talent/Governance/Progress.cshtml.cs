using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>目标进度: what each target stands at, counted from the registers or verified, beside the time that has passed; the half-year's and the year's figures frozen, what stays under the line given out as rectification.</summary>
[Needs(Targets.Read, Write = Targets.Issue)]
public sealed class ProgressModel(Db db, RuleChecks rules, Here here) : PageModel
{
    public sealed record Target
    {
        public Guid Id { get; init; }
        public Guid? ParentId { get; init; }
        public string LocalityPath { get; init; } = "";
        public string Title { get; init; } = "";
        public string Origin { get; init; } = "";
        public string? DocumentNo { get; init; }
        public string? Indicator { get; init; }
        public string Measure { get; init; } = "";
        public int Value { get; init; }
        public int Weight { get; init; }
        public DateOnly DueOn { get; init; }
        public string? Owner { get; init; }
        public Guid? MemberUnitId { get; init; }
        public Guid? UnitId { get; init; }
        public string? Person { get; init; }
        public string State { get; init; } = "";
        public int Parts { get; init; }
        public int? Actual { get; init; }
        public bool IsVerified { get; init; }
        public string Scope { get; init; } = "";
    }

    public sealed record Row(Target Target, long? Actual)
    {
        public int? Rate => Actual is { } actual ? (int)Math.Min(actual * 100 / Target.Value, int.MaxValue) : null;
        public long Remaining => Math.Max(0, Target.Value - (Actual ?? 0));
        /// <summary>实绩 ÷ 指标, as the level above reads it.</summary>
        public string Multiple => Actual is not { } actual ? "—" : actual >= 2L * Target.Value ? $"{(decimal)actual / Target.Value:0.#} 倍" : $"{actual * 100m / Target.Value:0.0}%";
    }

    public sealed record Frozen(string Period, Guid MemberUnitId, string Name, int Targets, int Under, int WithoutOpinion, int Told, DateOnly FrozenOn);

    public Here Here => here;
    public int Year { get; private set; }
    public int Gap { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Frozen> Evaluated { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool MayFreeze => here.MayWrite(Targets.Issue);
    public static DateOnly EndOf(int year, string period) => period == "1" ? new(year, 6, 30) : new(year, 12, 31);
    public int Elapsed(Row row) => WorkRules.Elapsed(new(Year, 1, 1), row.Target.DueOn, Clock.Today);
    public string? UrlOf(Row row) => YearLines.Find(row.Target.Indicator) is { } line ? here.Url("talent/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, line.Path, Year)) : null;

    public Task OnGetAsync(int? year, CancellationToken stop) => LoadAsync(year, stop);

    async Task LoadAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        Gap = (await rules.SettingsAsync(stop)).For(TalentWork.Tasks.Behind, here.Locality.Path, Clock.Today).Int("gap");
        Rows = await ReckonAsync(new(Year + 1, 1, 1), stop);
        Evaluated = await db.QueryAsync<Frozen>("""
            select r.period, r.member_unit_id, m.name, count(*)::int as targets, count(*) filter (where r.rate < r.line)::int as under, count(*) filter (where r.opinion is null)::int as without_opinion, count(r.feedback_on)::int as told, max(r.frozen_on) as frozen_on
            from target_result r join member_unit m on m.id = r.member_unit_id where r.removed_at is null and r.year = @Year group by r.period, r.member_unit_id, m.name, m.locality_path, m.rank_order order by r.period desc, m.locality_path, m.rank_order, m.name limit 200
            """, new { Year }, stop);
    }

    /// <summary>The year's targets with what counts itself up to before a day.</summary>
    async Task<IReadOnlyList<Row>> ReckonAsync(DateOnly to, CancellationToken stop)
    {
        var targets = await db.QueryAsync<Target>("""
            select t.id, t.parent_id, t.locality_path, t.title, t.origin, t.document_no, t.indicator, t.measure, t.value, t.weight, t.due_on, m.name as owner, m.id as member_unit_id, m.unit_id, coalesce(m.liaison_officer, m.head) as person, t.state, (select count(*)::int from target p where p.parent_id = t.id and p.removed_at is null) as parts,
              t.actual, t.verified_on is not null as is_verified, coalesce(m.locality_path, t.locality_path) as scope
            from target t left join member_unit m on m.id = t.member_unit_id where t.removed_at is null and t.year = @Year order by t.origin desc, t.locality_path, coalesce(t.parent_id, t.id), t.parent_id is not null, t.rank_order, t.id limit 400
            """, new { Year }, stop);
        var counted = new Dictionary<Guid, long>();
        var lines = YearLines.All.Where(line => targets.Any(target => target.Indicator == line.Code)).ToList();
        if (lines.Count > 0)
            counted = (await db.QueryAsync<(Guid Id, long N)>(string.Join(" union all ", lines.Select(line => $"select t.id, ({line.Sql} and starts_with(locality_path, t.scope))::bigint as n from unnest(@ids, @scopes, @codes) t (id, scope, code) where t.code = '{line.Code}'")), new
            {
                from = new DateOnly(Year, 1, 1), to, ids = targets.Select(target => target.Id).ToArray(), scopes = targets.Select(target => target.Scope).ToArray(), codes = targets.Select(target => target.Indicator ?? "").ToArray(),
            }, stop)).ToDictionary(one => one.Id, one => one.N);
        var rows = targets.Select(target => new Row(target, target.Indicator is null ? target.IsVerified ? target.Actual : null : counted.GetValueOrDefault(target.Id))).ToList();
        // What is handed down in parts and neither counts itself nor was verified as a whole stands at what its parts have reached.
        var parts = rows.Where(row => row.Target.ParentId is not null && row.Actual is not null).ToLookup(row => row.Target.ParentId!.Value);
        return [.. rows.Select(row => row.Actual is null && parts.Contains(row.Target.Id) ? row with { Actual = parts[row.Target.Id].Sum(part => part.Actual) } : row)];
    }

    /// <summary>Freezes the figures of the half-year or the year; what stays under the line becomes a weak point with a body, a person and a day.</summary>
    public async Task<IActionResult> OnPostFreezeAsync(int? year, string period, CancellationToken stop)
    {
        await LoadAsync(year, stop);
        if (period is not ("1" or "2")) return BadRequest();
        var end = EndOf(Year, period);
        if (end > Clock.Today) return this.Unfit($"{Dates.Format(end)} 以后才能冻结{Targets.Period.NameOf(period)}数", fault => Fault = fault);
        var terms = (await rules.SettingsAsync(stop)).For(Targets.HalfYear, here.Locality.Path, Clock.Today);
        var line = terms.Int(period == "1" ? "line" : "whole");
        var hand = WorkHandOver.Deed(TalentWork.Issues, "target-results");
        var (frozen, given, alone) = (0, 0, 0);
        foreach (var row in (await ReckonAsync(end.AddDays(1), stop)).Where(row => row.Target is { State: "2", Parts: 0 } && row.Target.LocalityPath.StartsWith(here.Locality.Path, StringComparison.Ordinal)))
        {
            var id = Guid.CreateVersion7();
            var title = $"{row.Target.Title}（{Year} 年{Targets.Period.NameOf(period)}）";
            if (await db.ExecuteAsync("""
                insert into target_result (id, locality_path, rank_order, title, target_id, year, period, member_unit_id, frozen_on, value, weight, actual, rate, line, created_by)
                values (@id, @LocalityPath, 0, @title, @target, @Year, @period, @MemberUnitId, @end, @Value, @Weight, @actual, @rate, @line, @actor) on conflict do nothing
                """, new { id, row.Target.LocalityPath, title, target = row.Target.Id, Year, period, row.Target.MemberUnitId, end, row.Target.Value, row.Target.Weight, actual = row.Actual ?? 0, rate = row.Rate ?? 0, line, actor = db.Actor.Id }, stop) == 0) continue;
            frozen++;
            await db.RecordAsync(new(DeedKind.Create, "target-results", id, row.Target.LocalityPath, title, [new("完成率", null, $"{row.Rate ?? 0}%"), new("应达到", null, $"{line}%")]), stop);
            if ((row.Rate ?? 0) >= line) continue;
            if (row.Target.UnitId is not { } unit)
            {
                alone++;
                continue;
            }
            var values = new Dictionary<string, object?> { ["task"] = $"整改：{title}", ["steps"] = $"完成 {row.Actual ?? 0}，目标 {row.Target.Value} {row.Target.Measure}，完成率 {row.Rate ?? 0}%，应达到 {line}%；分析原因，补齐进度", ["lead"] = unit, ["person"] = row.Target.Person ?? row.Target.Owner, ["due_on"] = Clock.Today.AddDays(terms.Int("days")), ["standard"] = $"完成 {row.Target.Value} {row.Target.Measure}" };
            if (await hand.Done(db, new(id, row.Target.LocalityPath, title, values, here.User.Name), stop) is null) given++;
            else alone++;
        }
        if (frozen == 0) return this.Unfit("没有要冻结的：目标都没有审定，或已经冻结过", fault => Fault = fault);
        TempData["Done"] = $"已冻结 {frozen} 项，交办整改 {given} 项{(alone > 0 ? $"；{alone} 项的责任单位没有对应机构，请在短板问题里另行交办" : "")}";
        return Redirect(here.Url($"talent/governance/progress?year={Year}"));
    }
}

static class Unfitting
{
    /// <summary>The page again, with why it cannot be.</summary>
    public static IActionResult Unfit(this PageModel page, string why, Action<string> show)
    {
        show(why);
        page.Response.StatusCode = 422;
        return page.Page();
    }
}
