using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Grassroots.Committees;

/// <summary>应换届: organisations over their term or near its end, in the order of the day; the level above reminds, and that is on record.</summary>
[Needs("grassroots.organisations.read", Write = "grassroots.organisations.edit")]
public sealed class TermsModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Row(Guid Id, string Name, string LocalityPath, string Kind, string? Secretary, DateOnly TermEndsOn, DateOnly? RemindedOn, int Vacant);
    public sealed record Count(int Over, int Near, int Year, int Unknown, int Reminded);

    const int PageSize = 100;

    public Here Here { get; } = here;
    public Count Counts { get; private set; } = new(0, 0, 0, 0, 0);
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public string Span { get; private set; } = "near";
    public int Months { get; private set; }
    public string? Next { get; private set; }
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite("grassroots.organisations.edit");

    public async Task OnGetAsync(string? span, string? after, CancellationToken stop) => await LoadAsync(span, after, stop);

    public async Task<IActionResult> OnPostAsync(Guid[] id, string? span, CancellationToken stop)
    {
        await LoadAsync(span, null, stop);
        if (id.Length == 0)
        {
            Fault = "请先勾选要提醒的党组织";
            Response.StatusCode = 422;
            return Page();
        }
        var reminded = await db.QueryAsync<(Guid Id, string Name, string Path, DateOnly Ends)>("""
            update organisation set term_reminded_on = @today, version = version + 1, changed_at = now(), changed_by = @actor
            where id = any(@id) and removed_at is null and abolished_on is null and term_ends_on is not null returning id, name, locality_path, term_ends_on
            """, new { id, today = Clock.Today, actor = db.Actor.Id }, stop);
        foreach (var one in reminded) await db.RecordAsync(new(DeedKind.Update, "organisations", one.Id, one.Path, one.Name, [new("换届提醒", null, $"届满 {Dates.Format(one.Ends)}，{Dates.Format(Clock.Today)} 提醒")]), stop);
        TempData["Done"] = $"已登记提醒 {reminded.Count} 个党组织；提醒函在党组织记录的“打印”里";
        return Redirect($"{Here.Url("grassroots/committees/terms")}?span={Span}");
    }

    async Task LoadAsync(string? span, string? after, CancellationToken stop)
    {
        Span = span is "over" or "year" ? span : "near";
        var rule = OrganisationRules.TermNear;
        Months = (int)(await checks.SettingsAsync(stop)).ValueOf(rule, rule.Parameter("months"), Here.Locality.Path, Clock.Today).Value;
        var (from, to) = Span switch { "over" => (DateOnly.MinValue, Clock.Today.AddDays(-1)), "year" => (Clock.Today.AddMonths(Months), Clock.Today.AddYears(1)), _ => (Clock.Today, Clock.Today.AddMonths(Months)) };
        var parts = after?.Split('_');
        var (afterDay, afterId) = parts is [var day, var key] && Dates.TryParse(day, out var on, out _) && Guid.TryParse(key, out var id) ? (on, id) : (from, Guid.Empty);
        const string basic = "o.removed_at is null and o.abolished_on is null and o.state = '1' and o.kind in ('611', '621', '631', '632')";
        (Counts, var rows) = await db.QueryManyAsync($"""
            select count(*) filter (where o.term_ends_on < @today)::int as over, count(*) filter (where o.term_ends_on between @today and @near)::int as near, count(*) filter (where o.term_ends_on > @near and o.term_ends_on <= @year)::int as year,
                   count(*) filter (where o.term_ends_on is null)::int as unknown, count(*) filter (where o.term_ends_on <= @near and o.term_reminded_on is not null)::int as reminded from organisation o where {basic};
            select o.id, o.name, o.locality_path, o.kind, o.secretary, o.term_ends_on, o.term_reminded_on as reminded_on,
                   (select count(*)::int from committee_seat s where s.organisation_id = o.id and s.removed_at is null and s.closed_on is null and not exists (select from member_post p where p.seat_id = s.id and p.ended_on is null and p.removed_at is null)) as vacant
            from organisation o where {basic} and o.term_ends_on >= @from and o.term_ends_on <= @to and (o.term_ends_on, o.id) > (@afterDay, @afterId) order by o.term_ends_on, o.id limit {PageSize + 1}
            """, new { today = Clock.Today, near = Clock.Today.AddMonths(Months), year = Clock.Today.AddYears(1), from, to, afterDay, afterId }, async grid => (await grid.ReadFirstAsync<Count>(), (await grid.ReadAsync<Row>()).ToList()), stop);
        if (rows.Count > PageSize)
        {
            rows.RemoveAt(PageSize);
            Next = $"{AsOf.Format(rows[^1].TermEndsOn)}_{rows[^1].Id}";
        }
        Rows = rows;
    }
}
