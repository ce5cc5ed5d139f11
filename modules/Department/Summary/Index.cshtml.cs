using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Summary;

/// <summary>年度总结: what was done, line by line, from closed tasks, highlights and recognitions, with the numbers of the other modules and where each comes from; and next year's points drafted from what is left.</summary>
[Needs(Requirements.Read, Write = Requirements.Edit)]
public sealed class IndexModel(Db db, Here here, WorkDesk desk, WorkBook book) : PageModel
{
    public sealed record Line(string? Code, int Tasks, int Closed, int InTime, string? Done);
    public sealed record Left(string? Code, string Title, string? Measures, string Source, string Url);
    public sealed record Own(Guid Id, string Title, bool IsClosed);
    public sealed record Number(string Words, long Count, string Counter, string Source);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<(string? Line, string Title, string Source)> Highlights { get; private set; } = [];
    public IReadOnlyList<(string? Line, string Title, string Measure)> Gaps { get; private set; } = [];
    public IReadOnlyList<Number> Numbers { get; private set; } = [];
    /// <summary>What is wrong with the department itself: rules, capability, style.</summary>
    public IReadOnlyList<Own> OwnProblems { get; private set; } = [];
    public IReadOnlyList<Left> Unfinished { get; private set; } = [];
    public Guid? Summary { get; private set; }
    public Guid? NextPlan { get; private set; }
    public bool MayWrite => here.MayWrite(Requirements.Edit);
    public bool MayPlan => here.MayWrite(KeyPoints.Manage);
    public static string NameOf(string? line) => line is null ? "其他" : DepartmentCodes.Aspect.NameOf(line);

    public Task OnGetAsync(int? year, CancellationToken stop) => LoadAsync(year, stop);

    /// <summary>Writes the first draft; whoever edits it goes on in the form.</summary>
    public async Task<IActionResult> OnPostAsync(int? year, CancellationToken stop)
    {
        await LoadAsync(year, stop);
        if (Summary is { } there) return Redirect(here.Url($"department/summaries/{there}"));
        var id = await db.FirstAsync<Guid>("insert into year_summary (locality_path, title, year, content, sources, drafted_on, created_by, changed_by) values (@path, @title, @Year, @content, @sources, @today, @by, @by) returning id", new
        {
            path = here.Locality.Path, title = $"{Year} 年组织工作总结", Year, content = Draft(), sources = string.Join("\n", Numbers.Select(number => $"{number.Words} {number.Count} {number.Counter}：{number.Source}").Append($"任务和办结数：{Year} 年要点、交办事项，{Dates.Format(Clock.Today)} 统计")), today = Clock.Today, by = db.Actor.Id,
        }, stop);
        await db.RecordAsync(new(DeedKind.Create, "summaries", id, here.Locality.Path, $"{Year} 年组织工作总结"), stop);
        TempData["Done"] = "已起草，接着修改";
        return Redirect(here.Url($"department/summaries/{id}/edit"));
    }

    /// <summary>Next year's points, drafted from what is left.</summary>
    public async Task<IActionResult> OnPostPlanAsync(int? year, CancellationToken stop)
    {
        if (!MayPlan) return Forbid();
        await LoadAsync(year, stop);
        if (NextPlan is { } there) return Redirect(here.Url($"department/points/{there}"));
        var id = Guid.CreateVersion7();
        await desk.SavePlanAsync(book.All.First(place => place.Kind == KeyPoints.Kind), new(id, $"{Year + 1} 年{here.Locality.ShortName}组织工作要点", Year + 1, null, null, PlanText(), null, null, KeyPoints.Kind.Cycle), null, 0, null, stop);
        TempData["Done"] = $"已起草，{Unfinished.Count} 项来自没有办结的任务、差距和新的要求；逐条定单位、人、时限后印发";
        return Redirect(here.Url($"department/points/{id}"));
    }

    string Draft()
    {
        var text = new StringBuilder($"{Year} 年，{here.PlaceName}组织工作");
        text.Append(CultureInvariant($"共安排 {Lines.Sum(line => line.Tasks)} 项任务，办结 {Lines.Sum(line => line.Closed)} 项。")).Append('\n');
        if (Numbers.Count > 0) text.Append("截至目前，").AppendJoin("，", Numbers.Select(number => CultureInvariant($"{number.Words} {number.Count} {number.Counter}"))).Append("。\n");
        foreach (var line in Lines)
        {
            text.Append(NameOf(line.Code)).Append(CultureInvariant($"：{line.Tasks} 项任务，办结 {line.Closed} 项，按期 {line.InTime} 项。"));
            if (line.Done is not null) text.Append("主要是").Append(line.Done).Append('。');
            foreach (var (_, title, source) in Highlights.Where(one => one.Line == line.Code)) text.Append(title).Append('（').Append(source).Append("）。");
            text.Append('\n');
        }
        foreach (var (_, title, source) in Highlights.Where(one => Lines.All(line => line.Code != one.Line))) text.Append(title).Append('（').Append(source).Append("）。\n");
        if (Gaps.Count > 0) text.Append("问题和差距：\n");
        foreach (var (_, title, measure) in Gaps) text.Append(title).Append("。打算").Append(measure).Append("。\n");
        if (OwnProblems.Count > 0)
        {
            text.Append(CultureInvariant($"自身建设查摆问题 {OwnProblems.Count} 个，销号 {OwnProblems.Count(one => one.IsClosed)} 个。"));
            if (OwnProblems.Where(one => !one.IsClosed).Select(one => one.Title).ToList() is { Count: > 0 } open) text.Append("还在整改的：").AppendJoin("；", open).Append('。');
            text.Append('\n');
        }
        return text.ToString();
    }

    string PlanText()
    {
        var (text, aspects) = (new StringBuilder(), 0);
        foreach (var line in Unfinished.GroupBy(left => left.Code).OrderBy(group => group.Key ?? "9", StringComparer.Ordinal))
        {
            text.Append("一二三四五六七八九十"[Math.Min(aspects++, 9)]).Append('、').Append(NameOf(line.Key)).Append('\n');
            foreach (var (left, n) in line.Select((left, n) => (left, n + 1))) text.Append(CultureInvariant($"{n}.{left.Title.Replace('。', '，')}。{left.Measures}")).Append('\n');
        }
        return text.ToString();
    }

    static string CultureInvariant(FormattableString words) => FormattableString.Invariant(words);

    async Task LoadAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        var args = new { Year, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31), lo = here.Locality.Path, own = Scope.OwnBound(here.Locality.Path) };
        const string Mine = "locality_path >= @lo and locality_path < @own";
        (Lines, Highlights, Gaps, Unfinished, Numbers, Summary, NextPlan, OwnProblems) = await db.QueryManyAsync($"""
            select line as code, count(*)::int as tasks, count(*) filter (where state = 'closed')::int as closed, count(*) filter (where state = 'closed' and closed_on <= due_on)::int as in_time, string_agg(title, '；' order by is_key desc, closed_on, id) filter (where state = 'closed') as done
              from org.work_item where kind in ('points', 'assignments') and year = @Year and level > 1 and parts = 0 and state not in ('draft', 'cancelled') and {Mine} group by line order by line nulls last;
            select line, title, source from (select line, title, coalesce('获' || praise || '肯定', section) as source, id from highlight where year = @Year and removed_at is null and {Mine} union all select null, title, '获' || recogniser || '肯定', id from recognition where recognised_on between @from and @to and removed_at is null and {Mine}) h order by line, title, id limit 60;
            select line, title, measure from gap where year = @Year and removed_at is null and {Mine} order by line, id limit 60;
            select * from (
              select line as code, title, measures, '没有办结的任务' as source, 'department/' || kind || '/item/' || id as url, 1 as o from org.work_item where kind in ('points', 'assignments') and year = @Year and level > 1 and parts = 0 and state in ('open', 'applied', 'checked') and {Mine}
              union all select line, title, measure, '问题差距', 'department/gaps/' || id, 2 from gap where year = @Year and removed_at is null and {Mine} and not exists (select from org.work_item i where i.source_id = gap.id and i.state <> 'cancelled')
              union all select line, words, measures, '新的要求：' || source, 'department/requirements/' || id, 3 from requirement where received_on between @from and @to and removed_at is null and {Mine} and state in ('1', '2') and no_task_reason is null and not exists (select from org.work_item i where i.source_id = requirement.id and i.state <> 'cancelled')) l
              order by code nulls last, o, title limit 200;
            select words, count, counter, source from (
              select 1 as o, '现职干部' as words, count(*) as count, '人' as counter, '干部名册' as source from cadres_cadre where removed_at is null
              union all select 2, '党员', count(*), '人', '党员名册' from grassroots_member
              union all select 3, '人才', count(*), '人', '人才库' from talent_talent where removed_at is null
              union all select 4, '用人单位', count(*), '家', '用人单位名册' from talent_employer where removed_at is null) n where count > 0 order by o;
            select id from year_summary where year = @Year and removed_at is null and {Mine} limit 1;
            select id from org.work_plan where kind = 'points' and year = @Year + 1 and {Mine} order by created_at limit 1;
            select id, title, state = 'closed' as is_closed from org.work_item where kind = 'rectification' and year = @Year and level > 1 and parts = 0 and line = '6' and state not in ('draft', 'cancelled') and {Mine} order by state = 'closed', rank, id limit 100
            """, args, async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<(string?, string, string)>)[.. await grid.ReadAsync<(string?, string, string)>()], (IReadOnlyList<(string?, string, string)>)[.. await grid.ReadAsync<(string?, string, string)>()], (IReadOnlyList<Left>)[.. (await grid.ReadAsync<LeftRow>()).Select(row => new Left(row.Code, row.Title, row.Measures, row.Source, row.Url))], (IReadOnlyList<Number>)[.. await grid.ReadAsync<Number>()],
                (await grid.ReadAsync<Guid?>()).FirstOrDefault(), (await grid.ReadAsync<Guid?>()).FirstOrDefault(), (IReadOnlyList<Own>)[.. await grid.ReadAsync<Own>()]), stop);
    }

    sealed record LeftRow(string? Code, string Title, string? Measures, string Source, string Url, int O);
}
