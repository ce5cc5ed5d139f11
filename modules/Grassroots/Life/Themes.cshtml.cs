using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Life;

/// <summary>“主题党日+”: of a branch's theme days of a year, how many had each of the four contents; and who never had one of them.</summary>
[Needs(PartyMeetings.Read)]
public sealed class ThemesModel(Db db, Here here) : PageModel
{
    public static readonly IReadOnlyList<(string Key, string Name)> Contents = [("study", "政治学习"), ("deliberation", "民主议事"), ("service", "志愿服务"), ("life", "组织生活")];

    public sealed record Row(Guid Id, string Name, string LocalityPath, int Held, int Study, int Deliberation, int Service, int Life, int Culture, int Recorded)
    {
        public IReadOnlyList<int> Counts => [Study, Deliberation, Service, Life];
    }
    public sealed record Sum(int Branches, int Held, int Study, int Deliberation, int Service, int Life, int NoStudy, int NoDeliberation, int NoService, int NoLife, int NoMonth)
    {
        public IReadOnlyList<(int Count, int Never)> Counts => [(Study, NoStudy), (Deliberation, NoDeliberation), (Service, NoService), (Life, NoLife)];
    }

    const int PageSize = 50;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public string? Never { get; private set; }
    public Sum All { get; private set; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Guid? Next { get; private set; }
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0}%";

    public async Task<IActionResult> OnGetAsync(int? year, string? never, Guid? after, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        Never = never == "month" ? "month" : Contents.FirstOrDefault(one => one.Key == never).Key;
        var counted = $"""
            select o.id, o.name, o.locality_path, o.rank_order, coalesce(t.held, 0) as held, coalesce(t.study, 0) as study, coalesce(t.deliberation, 0) as deliberation, coalesce(t.service, 0) as service, coalesce(t.life, 0) as life, coalesce(t.culture, 0) as culture, coalesce(t.month, 0) as month
            from organisation o left join (select m.organisation_id, count(*)::int as held, count(*) filter (where m.has_study)::int as study, count(*) filter (where m.has_deliberation)::int as deliberation, count(*) filter (where m.has_service)::int as service,
              count(*) filter (where m.has_life)::int as life, count(*) filter (where m.has_culture)::int as culture, count(*) filter (where m.held_on >= @month)::int as month from meeting m where m.removed_at is null and m.state = '3' and (m.kind = '21' or '21' = any(m.also)) and m.held_on between @from and @to group by 1) t on t.organisation_id = o.id where {PartyOrganisations.Branch}
            """;
        (All, Rows) = await db.QueryManyAsync($"""
            with c as ({counted}) select count(*)::int as branches, coalesce(sum(held), 0)::int as held, coalesce(sum(study), 0)::int as study, coalesce(sum(deliberation), 0)::int as deliberation, coalesce(sum(service), 0)::int as service, coalesce(sum(life), 0)::int as life,
              count(*) filter (where study = 0)::int as no_study, count(*) filter (where deliberation = 0)::int as no_deliberation, count(*) filter (where service = 0)::int as no_service, count(*) filter (where life = 0)::int as no_life, count(*) filter (where month = 0)::int as no_month from c;
            with c as ({counted}) select c.id, c.name, c.locality_path, c.held, c.study, c.deliberation, c.service, c.life, c.culture, (select count(distinct d.meeting_id)::int from member_deed d join meeting m on m.id = d.meeting_id where m.organisation_id = c.id and m.held_on between @from and @to and d.removed_at is null) as recorded
            from c where {(Never is null ? "true" : $"c.{Never} = 0")} {(after is null ? "" : "and (c.locality_path, c.rank_order, c.id) > ((select x.locality_path from organisation x where x.id = @after), (select x.rank_order from organisation x where x.id = @after), @after)")}
            order by c.locality_path, c.rank_order, c.id limit {PageSize + 1}
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31), after, month = new DateOnly(Year, Year == Clock.Today.Year ? Clock.Today.Month : 12, 1) }, async grid => (await grid.ReadSingleAsync<Sum>(), (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()]), stop);
        if (Rows.Count > PageSize) (Rows, Next) = ([.. Rows.Take(PageSize)], Rows[PageSize - 1].Id);
        return Page();
    }
}
