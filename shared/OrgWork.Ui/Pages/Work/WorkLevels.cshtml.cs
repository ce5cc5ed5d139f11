namespace OrgWork.Ui;

/// <summary>逐级调度: each level dispatches the one below it. What was handed to each place below, whether it has dispatched on, and how all of its tree stands.</summary>
public sealed class WorkLevelsModel(Db db) : WorkPageModel
{
    public sealed record Level
    {
        public string Path { get; init; } = "";
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        /// <summary>There are places below it to be dispatched.</summary>
        public bool HasLower { get; init; }
        public int Given { get; init; }
        public int GivenRed { get; init; }
        public int Plans { get; init; }
        public string? Cycle { get; init; }
        public DateOnly? LastRound { get; init; }
        public int Rounds { get; init; }
        public int Asked { get; init; }
        public int Reported { get; init; }
        public int Total { get; init; }
        public int Closed { get; init; }
        public int Red { get; init; }
        public int Percent { get; init; }

        /// <summary>Handed on in the period that runs, or in the last.</summary>
        public bool HasDispatched(string? usual) => LastRound is { } last && (Cycle ?? usual) is { } cycle && last >= WorkPlan.PeriodBegan(cycle, WorkPlan.PeriodBegan(cycle, Today).AddDays(-1));
    }

    public IReadOnlyList<Level> Levels { get; private set; } = [];
    public int Year { get; private set; }
    public IReadOnlyList<Level> Silent => [.. Levels.Where(level => level.HasLower && !level.HasDispatched(Kind.Cycle))];

    public async Task OnGetAsync(int? year)
    {
        Year = year is >= 1949 and <= 2200 ? year.Value : Today.Year;
        Levels = await db.QueryAsync<Level>("""
            select l.path, l.code, l.name, exists (select from org.locality c where c.parent_id = l.id and c.kind <> 6) as has_lower, g.given, g.given_red, p.plans, p.cycle, r.last_round, r.rounds, x.asked, x.reported, t.total, t.closed, t.red, t.percent
            from org.locality l
              cross join lateral (select count(*)::int as given, count(*) filter (where i.state in ('open', 'applied', 'checked') and i.due_on < @today)::int as given_red from org.work_item i where i.locality_path = @own and i.kind = @kind and i.year = @year and i.level > 1 and i.parts = 0 and i.state not in ('draft', 'cancelled') and starts_with(i.other_path, l.path)) g
              cross join lateral (select count(*)::int as plans, min(w.cycle) as cycle from org.work_plan w where w.locality_path = l.path and w.kind = @kind and w.year = @year and w.state <> 'draft') p
              cross join lateral (select max(o.opened_on) as last_round, count(*)::int as rounds from org.work_round o join org.work_plan w on w.id = o.plan_id where w.locality_path = l.path and w.kind = @kind and w.year = @year) r
              cross join lateral (select count(*)::int as asked, count(k.reported_on)::int as reported from org.work_round_item k join org.work_item i on i.id = k.item_id where k.locality_path = l.path and i.kind = @kind and i.year = @year) x
              cross join lateral (select count(*)::int as total, count(*) filter (where i.state = 'closed')::int as closed, count(*) filter (where i.state in ('open', 'applied', 'checked') and i.due_on < @today)::int as red, coalesce(avg(i.percent), 0)::int as percent
                from org.work_item i where i.locality_path >= l.path and starts_with(i.locality_path, l.path) and i.kind = @kind and i.year = @year and i.level > 1 and i.parts = 0 and i.state not in ('draft', 'cancelled')) t
            where l.parent_id = (select id from org.locality where path = @own) and l.kind <> 6 order by l.rank_order, l.path limit 300
            """, new { own = Here.Locality.Path, kind = Kind.Id, year = Year, today = Today }, Stop);
    }
}
