using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The leader's board: lights by line of work and by unit, what slipped since the last round, and the items behind every number.</summary>
public sealed class WorkBoardModel(Db db) : WorkPageModel
{
    const int PageSize = 100;

    public sealed record Count(string? Key, int Total, int Red, int Yellow, int Closed, int Percent, int Received, int Parties);
    public sealed record Row
    {
        public string PlanTitle { get; init; } = "";
        public string Light { get; init; } = "";
        public string? LightBefore { get; init; }
    }

    public IReadOnlyList<WorkPlan> Plans { get; private set; } = [];
    public IReadOnlyList<Count> Lines { get; private set; } = [];
    public IReadOnlyList<Count> Units { get; private set; } = [];
    public IReadOnlyList<WorkItem> Items { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Before { get; private set; } = new Dictionary<Guid, string>();
    public WorkLights Lights { get; private set; } = null!;
    public int Year { get; private set; }
    public string? Light { get; private set; }
    public string? Line { get; private set; }
    public string? Unit { get; private set; }
    public string? State { get; private set; }
    public string? Find { get; private set; }
    public bool IsSlipped { get; private set; }
    public bool IsMore { get; private set; }
    public int SlippedCount { get; private set; }
    /// <summary>Rounds that should have been held and were not.</summary>
    public IReadOnlyList<(WorkPlan Plan, string Words)> Missed { get; private set; } = [];
    /// <summary>When write-offs are decided next.</summary>
    public DateOnly? NextWriteOff { get; private set; }
    public int Total => Lines.Sum(line => line.Total);
    public bool IsNarrowed => Light is not null || Line is not null || Unit is not null || State is not null || Find is not null || IsSlipped;

    /// <summary>Leaves that count: what is worked on.</summary>
    const string Leaves = "i.kind = @kind and i.level > 1 and i.state not in ('draft', 'cancelled') and i.year = @year and i.parts = 0";

    public async Task OnGetAsync(int? year, string? light, string? line, string? unit, string? state, string? q, int? slipped)
    {
        await LoadAsync(year, light, line, unit, state, q, slipped, PageSize + 1);
        IsMore = Items.Count > PageSize;
        if (IsMore) Items = [.. Items.Take(PageSize)];
    }

    async Task LoadAsync(int? year, string? light, string? line, string? unit, string? state, string? q, int? slipped, int most)
    {
        (Year, Light, Line, Unit, State, Find, IsSlipped) = (year is >= 1949 and <= 2200 ? year.Value : Today.Year, light is "red" or "yellow" or "green" ? light : null, Blank(line), Blank(unit), state is "open" or "applied" or "checked" or "closed" or "key" or "unreceived" or "repeat" or "lookback" or "transferred" or "disputed" or "reminded" or "rebound" or "unsettled" ? state : null, Blank(q), slipped == 1);
        Lights = await Desk.LightsAsync(Kind, Here.Locality.Path, Stop);
        var writeOff = await Desk.WriteOffDayAsync(Kind, Here.Locality.Path, Stop);
        NextWriteOff = writeOff is { } on ? WorkRules.NextWriteOff(Today, on) : null;
        var all = $"select i.*, {Lights.Sql} as light, (select x.light_before from org.work_round_item x where x.item_id = i.id order by x.due_on desc limit 1) as before, (select count(*)::int from org.work_party w where w.item_id = i.id) as parties, (select count(*)::int from org.work_party w where w.item_id = i.id and w.received_on is not null) as received from (select i.* from org.work_item i where {Leaves}) i";
        const string Slipped = "(light = 'red' and before in ('none', 'yellow') or light = 'yellow' and before = 'none')";
        var where = string.Join(" and ", new[]
        {
            "true", Light is null ? "" : "light = @light", Line is null ? "" : "line = @line", Unit is null ? "" : "lead_name = @unit", Find is null ? "" : "(position(@find in title) > 0 or position(@find in number) > 0)", IsSlipped ? Slipped : "",
            State switch { "key" => "is_key", "unreceived" => "received < parties", "repeat" => "repeats_id is not null", "transferred" => "transfers > 0", "rebound" => "rebounds > 0 and state <> 'closed'", "unsettled" => "state in ('applied', 'checked') and (select max(w.on_day) from org.work_act w where w.item_id = a.id and w.kind = @applying) < @settled", "disputed" => "exists (select from org.work_party w where w.item_id = a.id and w.dispute is not null) and state = 'open'", "reminded" => $"state = 'open' and due_on < @today and exists (select from org.work_act c where c.item_id = a.id and c.kind = '{WorkReminders.Act}' and starts_with(c.changes, '逾期'))", "lookback" => "state = 'closed' and look_back_on <= @today and consolidated_on is null", null => "", _ => "state = @state" },
        }.Where(part => part != ""));
        var counts = "count(*)::int as total, count(*) filter (where light = 'red')::int as red, count(*) filter (where light = 'yellow')::int as yellow, count(*) filter (where state = 'closed')::int as closed, coalesce(avg(percent), 0)::int as percent, coalesce(sum(received), 0)::int as received, coalesce(sum(parties), 0)::int as parties";
        var args = new { kind = Kind.Id, year = Year, light = Light, line = Line, unit = Unit, state = State, find = Find, today = Today, applying = $"申请{Kind.ClosedWord}", settled = writeOff is { } last ? WorkRules.LastWriteOff(Today, last) : Today };
        await db.QueryManyAsync($"""
            select {WorkPlan.Columns} from org.work_plan where kind = @kind and year = @year order by locality_path, title, id limit 200;
            select line as key, {counts} from ({all}) a group by line order by line nulls last;
            select lead_name as key, {counts} from ({all}) a group by lead_name order by count(*) filter (where light = 'red') desc, count(*) filter (where light = 'yellow') desc, lead_name limit 60;
            select {WorkItem.Columns} from ({all}) a where {where} order by {(State == "transferred" ? "transfers desc," : "")} is_key desc, case light when 'red' then 0 when 'yellow' then 1 else 2 end, due_on, id limit {most};
            select id, before from ({all}) a where {Slipped};
            select r.plan_id, r.purpose, r.opened_on from org.work_round r join org.work_plan p on p.id = r.plan_id where p.kind = @kind and p.year = @year and p.state = 'issued';
            """, args, async grid =>
        {
            Plans = [.. await grid.ReadAsync<WorkPlan>()];
            Lines = [.. await grid.ReadAsync<Count>()];
            Units = [.. await grid.ReadAsync<Count>()];
            Items = [.. await grid.ReadAsync<WorkItem>()];
            Before = (await grid.ReadAsync<(Guid Id, string Before)>()).ToDictionary(one => one.Id, one => one.Before);
            var held = (await grid.ReadAsync<(Guid Plan, string Purpose, DateOnly OpenedOn)>()).ToLookup(one => one.Plan, one => (one.Purpose, one.OpenedOn));
            Missed = [.. Plans.SelectMany(plan => plan.Missed(held[plan.Id], Today).Select(one => (plan, $"{WorkPlan.PeriodWords(one.Cycle, one.Began)}{WorkPlan.Purposes.NameOf(one.Purpose)}"))).Take(40)];
            return true;
        }, Stop);
        SlippedCount = Before.Count;
    }

    public string With(params (string Name, string? Value)[] changes)
    {
        var all = new Dictionary<string, string?> { ["year"] = Year == Today.Year ? null : $"{Year}", ["light"] = Light, ["line"] = Line, ["unit"] = Unit, ["state"] = State, ["q"] = Find, ["slipped"] = IsSlipped ? "1" : null };
        foreach (var (name, value) in changes) all[name] = value;
        var words = all.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}").ToList();
        return words.Count == 0 ? BoardUrl : BoardUrl + "?" + string.Join('&', words);
    }

    public async Task<IActionResult> OnPostExportAsync(int? year, string? light, string? line, string? unit, string? state, string? q, int? slipped)
    {
        await LoadAsync(year, light, line, unit, state, q, slipped, 20_000);
        var file = FileStore.Temporary();
        try
        {
            await using (var sheet = new SheetWriter(file, Kind.Title, Here.Mark))
            {
                sheet.Begin([new("编号", 10), new(Kind.ItemNoun, 40), new("条线", 12), new("措施", 40), new("完成标准", 24), new("牵头单位", 24), new("责任人", 12), new("时限", 12), new("进度", 8), new("状态", 10), new("灯", 18), new("最近报告", 12), new("进展", 40), new("督办", 8)], $"{Year} 年{Kind.Title}", $"{Here.PlaceName}　数据日期 {Dates.Format(Today)}");
                foreach (var item in Items)
                    sheet.Row([item.Number, item.Title, LineName(item.Line), item.Measures ?? "", item.Standard ?? "", item.LeadName ?? "", item.Person ?? "", item.DueOn is { } due ? Dates.Format(due) : "", $"{item.Percent}%", item.StateWords(Kind), Lights.Of(item).Words, item.ReportedOn is { } on ? Dates.Format(on) : "", item.ReportWords ?? "", WorkItem.Ladders[item.Ladder]]);
                await sheet.FinishAsync(Stop);
            }
            await db.RecordAsync(new(DeedKind.Export, Kind.Id, null, Here.Locality.Path, $"{Kind.Title}（{Items.Count} {Kind.Counter}）", Reason: With()), Stop);
            file.Position = 0;
            return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Kind.Title}{Year}（{Here.Locality.ShortName}）.xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
