using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Leaders;

/// <summary>开一个月的报酬: what is due to each full-time cadre of the place by the standard of its county, as a row to be paid.</summary>
[Needs(VillageCadres.Read, Write = VillageCadres.Edit)]
public sealed class PayModel(Db db, Here here) : PageModel
{
    public sealed record Row(string Post, int People, int? Amount, int More, int Less, int Ungraded);
    public sealed record Past(DateOnly Month, int Due, int Paid, int Late, int Short);

    public Here Here { get; } = here;
    public string Month { get; private set; } = OrgWork.Kernel.Month.Of(Clock.Today).ToString();
    public string DueOn { get; private set; } = Dates.Format(Clock.Today);
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Past> Months { get; private set; } = [];
    /// <summary>Of this year or the last: in January the pay of December is opened.</summary>
    public bool HasStandards { get; private set; }
    /// <summary>Rows opened before the grade was decided that it has since made more or less.</summary>
    public int ToSettle { get; private set; }
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(VillageCadres.Edit);
    /// <summary>Posts somebody holds and nobody has fixed the pay of: until then there is nothing to open.</summary>
    public IEnumerable<Row> Unfixed => Rows.Where(row => row.Amount is null && row.People > 0);

    const string Post = """
        cross join lateral (select case when c.party_post = '1' and c.committee_post = '1' then '1' when c.party_post = '1' then '2' when c.committee_post = '1' then '3' when c.party_post = '2' or c.committee_post = '2' then '4' else '5' end as post) k
        """;

    // Of several standards the nearest above counts: the township's before the county's. The grade of the year before makes it more or less.
    static string Share(string year) => $"""
        (select x.amount, case g.grade when '1' then x.excellent_share when '3' then x.basic_share when '4' then x.unfit_share else 100 end as share from cadre_pay_standard x where x.removed_at is null and x.year = {year} and x.post = k.post and starts_with(c.locality_path, x.locality_path) order by length(x.locality_path) desc limit 1) s
        """;

    static readonly string Due = $"""
        select c.id, c.name, c.organisation_id, c.locality_path, c.rank_order, k.post, s.amount as standard, round(s.amount * s.share / 100.0)::int as amount, s.share, g.grade is null as is_ungraded
        from village_cadre c left join cadre_assessment g on g.village_cadre_id = c.id and g.year = @year - 1 and g.removed_at is null {Post}
        left join lateral {Share("@year")} on true
        where c.removed_at is null and c.left_on is null and c.is_full_time
        """;

    // What a row opened at the full standard comes to by the grade that was decided later.
    static readonly string Late = $"""
        select p.id, p.locality_path, p.name, p.month, p.due, p.paid, round(p.due * s.share / 100.0)::int as settled
        from cadre_pay p join village_cadre c on c.id = p.village_cadre_id join cadre_assessment g on g.village_cadre_id = c.id and g.year = extract(year from p.month)::int - 1 and g.removed_at is null
        {Post} cross join lateral {Share("extract(year from p.month)::int")}
        where p.is_ungraded and p.removed_at is null
        """;

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(Clock.Today, stop);

    public async Task<IActionResult> OnPostAsync(string? month, string? due, CancellationToken stop)
    {
        (Month, DueOn) = (month?.Trim() ?? "", due?.Trim() ?? "");
        var isMonth = OrgWork.Kernel.Month.TryParse(Month, out var chosen, out var fault);
        await LoadAsync(isMonth ? chosen.First : Clock.Today, stop);
        if (!isMonth) return Refuse("月份：" + fault);
        if (chosen.First > Clock.Today) return Refuse("月份晚于今天，请到那个月再开");
        if (!Dates.TryParse(DueOn, out var on, out fault)) return Refuse("应发日期：" + fault);
        if (on < chosen.First) return Refuse("应发日期应在这个月一日以后");
        if (Rows.FirstOrDefault(row => row.Amount is null && row.People > 0) is { } without) return Refuse($"{chosen.First.Year} 年没有“{VillageCadres.PayPosts.NameOf(without.Post)}”的报酬标准；请县级组织部门在“报酬标准”里定下，或登记本乡镇自己的");
        var opened = await db.QueryAsync<(Guid Id, string Name, string Path, int Due)>($"""
            insert into cadre_pay (locality_path, rank_order, name, village_cadre_id, organisation_id, month, due, due_on, is_ungraded, created_by, changed_by)
            select d.locality_path, d.rank_order, d.name, d.id, d.organisation_id, @month, d.amount, @on, d.is_ungraded, @actor, @actor from ({Due}) d where d.amount is not null
            on conflict (village_cadre_id, month) where removed_at is null do nothing returning id, name, locality_path, due
            """, new { month = chosen.First, on, chosen.First.Year, actor = db.Actor.Id }, stop);
        if (opened.Count == 0) return Refuse($"{Month} 已经开过，没有新的人要开");
        foreach (var one in opened) await db.RecordAsync(new(DeedKind.Create, "cadre-pay", one.Id, one.Path, one.Name, [new("月份", null, Month), new("应发", null, $"{one.Due} 元"), new("应发日期", null, Dates.Format(on))]), stop);
        TempData["Done"] = $"{Month} 已开 {opened.Count} 人；发放后勾选办“足额发放”";
        return Redirect(Here.Url($"grassroots/cadre-pay?month.from={Month}&month.to={Month}"));
    }

    sealed record Settled(Guid Id, string Path, string Name, DateOnly Month, int Before, int Due);

    /// <summary>Made good, month by month. What was paid is not taken back; what is more is due beside it.</summary>
    public async Task<IActionResult> OnPostSettleAsync(CancellationToken stop)
    {
        var settled = await db.QueryAsync<Settled>($"""
            update cadre_pay p set due = case when l.paid is not null and l.settled < l.paid then l.due else l.settled end, is_ungraded = false, version = p.version + 1, changed_at = now(), changed_by = @actor
            from ({Late}) l where l.id = p.id returning p.id, p.locality_path as path, p.name, p.month, l.due as before, p.due
            """, new { actor = db.Actor.Id }, stop);
        if (settled.Count == 0)
        {
            await LoadAsync(Clock.Today, stop);
            return Refuse("没有要补差的");
        }
        foreach (var one in settled) await db.RecordAsync(new(DeedKind.Update, "cadre-pay", one.Id, one.Path, one.Name, [new($"{OrgWork.Kernel.Month.Of(one.Month)} 应发（按上年度等次）", $"{one.Before} 元", $"{one.Due} 元")]), stop);
        TempData["Done"] = $"已按等次核定 {settled.Count} 条，应发有变的 {settled.Count(one => one.Before != one.Due)} 条；已发的差额勾选办“足额发放”";
        return Redirect(Here.Url("grassroots/leaders/pay"));
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task LoadAsync(DateOnly month, CancellationToken stop) => (Rows, Months, HasStandards, ToSettle) = await db.QueryManyAsync($"""
        select d.post, count(*)::int as people, min(d.standard) as amount, count(*) filter (where d.share > 100)::int as more, count(*) filter (where d.share < 100)::int as less, count(*) filter (where d.is_ungraded)::int as ungraded from ({Due}) d group by d.post order by d.post;
        select month, sum(due)::int as due, coalesce(sum(paid), 0)::int as paid, count(*) filter (where coalesce(paid_on, @today) > due_on)::int as late, count(*) filter (where paid < due)::int as short from cadre_pay where removed_at is null and month >= @from group by month order by month desc;
        select exists (select from cadre_pay_standard where removed_at is null and year >= @last);
        select count(*)::int from ({Late}) l
        """, new { month.Year, last = Clock.Today.Year - 1, today = Clock.Today, from = new DateOnly(Clock.Today.Year, 1, 1) }, async grid => ((IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Past>)[.. await grid.ReadAsync<Past>()], await grid.ReadSingleAsync<bool>(), await grid.ReadSingleAsync<int>()), stop);
}
