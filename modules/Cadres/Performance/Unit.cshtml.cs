using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Performance;

/// <summary>One unit's performance: per indicator what was to be reached, what was reached, and how each point was obtained.</summary>
[Needs(Assessing.Read, Write = Assessing.Write)]
public sealed class UnitModel(Db db, Here here) : PageModel
{
    public Here Here { get; } = here;
    public IndicatorSet Set { get; private set; } = null!;
    public Guid Unit { get; private set; }
    public string UnitName { get; private set; } = "";
    public IReadOnlyList<IndicatorPoints> Points { get; private set; } = [];
    public decimal Total => Points.Sum(one => one.Points ?? 0);
    public IReadOnlyList<string> Faults { get; private set; } = [];
    public bool MayWrite => Here.MayWrite(Assessing.Write) && Set.State == "2";

    public async Task<IActionResult> OnGetAsync(Guid id, Guid unit, CancellationToken stop) => await LoadAsync(id, unit, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid unit, CancellationToken stop)
    {
        if (!await LoadAsync(id, unit, stop)) return NotFound();
        var faults = new List<string>();
        if (Set.State != "2") faults.Add("指标体系没有启用，不能填报");
        decimal? Number(Indicator one, string what, string name)
        {
            var typed = Request.Form[$"{name}.{one.Id:N}"].ToString().Trim();
            if (typed == "") return null;
            if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000_000_000m) return number;
            faults.Add($"{one.Name}{what}：看不懂“{typed}”，请填数字");
            return null;
        }
        var filled = Points.Select(one => (one.Indicator, Was: one, Target: Number(one.Indicator, "目标值", "target"), Actual: Number(one.Indicator, "完成值", "actual"))).ToList();
        if (faults.Count > 0)
        {
            Faults = faults;
            Response.StatusCode = 422;
            return Page();
        }
        var changed = filled.Where(one => one.Target != one.Was.Target || one.Actual != one.Was.Actual).ToList();
        if (changed.Count > 0)
        {
            await db.ExecuteAsync("""
                update indicator_value v set target = w.target, actual = w.actual, reported_by = @name, reported_on = @today, version = v.version + 1, changed_at = now(), changed_by = @by
                from unnest(@ids, @targets, @actuals) w (id, target, actual) where v.indicator_id = w.id and v.unit_id = @unit and v.indicator_set_id = @id and v.removed_at is null
                """, new { id, unit, name = db.Actor.Name, today = Clock.Today, by = db.Actor.Id, ids = changed.Select(one => one.Indicator.Id).ToArray(), targets = changed.Select(one => one.Target).ToArray(), actuals = changed.Select(one => one.Actual).ToArray() }, stop);
            static string Show(decimal? target, decimal? actual) => $"目标 {target?.ToString("0.####", CultureInfo.InvariantCulture) ?? "空"}，完成 {actual?.ToString("0.####", CultureInfo.InvariantCulture) ?? "空"}";
            await db.RecordAsync(new(DeedKind.Update, "indicator-sets", id, Set.Path, $"{Set.Name}：{UnitName}", [.. changed.Select(one => new Change(one.Indicator.Name, Show(one.Was.Target, one.Was.Actual), Show(one.Target, one.Actual)))]), stop);
        }
        TempData["Done"] = changed.Count == 0 ? "没有改动" : $"已保存 {changed.Count} 项";
        return Redirect(Here.Url($"cadres/performance/unit/{id}?unit={unit}"));
    }

    async Task<bool> LoadAsync(Guid id, Guid unit, CancellationToken stop)
    {
        if (await db.FirstAsync<IndicatorSet>($"select {IndicatorSet.Columns} from indicator_set where id = @id and removed_at is null", new { id }, stop) is not { } set) return false;
        (Set, Unit) = (set, unit);
        return await db.QueryManyAsync($"{IndicatorSet.IndicatorsSql}; {IndicatorSet.ValuesSql}", new { id }, async grid =>
        {
            var indicators = (await grid.ReadAsync<Indicator>()).ToList();
            var values = (await grid.ReadAsync<IndicatorValue>()).ToList();
            if (values.FirstOrDefault(one => one.UnitId == unit) is not { } mine) return false;
            UnitName = mine.UnitName;
            Points = [.. indicators.Select(one => Scoring.Of(one, values.FirstOrDefault(value => value.UnitId == unit && value.IndicatorId == one.Id), values, set.Cap))];
            return true;
        }, stop);
    }
}
