using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Life;

/// <summary>谁讲了几次党课: leaders, secretaries, others, in a year; and the secretaries who have not.</summary>
[Needs(PartyMeetings.Read)]
public sealed class LecturesModel(Db db, Here here) : PageModel
{
    public sealed record Row(string Lecturer, string? Kind, string Organisation, int Count, DateOnly LastOn, string? Forms, int? Useful, int? Prepared, int? Again);
    public sealed record Teacher(Guid Id, string Name, int Classes, int? Useful, int? Prepared, int? Again, decimal? Score);
    public sealed record Without(Guid Id, string Name, string? Secretary, string LocalityPath);

    const int Most = 200;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public string? As { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Teacher> Teachers { get; private set; } = [];
    public static string Share(int? share) => share is { } one ? $"{one}%" : "";
    public IReadOnlyList<Without> Missing { get; private set; } = [];
    public bool IsCut => Rows.Count == Most || Missing.Count == Most;
    public static string FormsOf(string? codes) => codes is null ? "" : string.Join("、", codes.Split(',').Select(MeetingKind.LectureForms.NameOf));

    public async Task OnGetAsync(int? year, string? @as, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        As = MeetingKind.LecturerKinds.Has(@as ?? "") ? @as : null;
        const string Lectures = "m.removed_at is null and m.state = '3' and (m.kind = '14' or '14' = any(m.also)) and m.held_on between @from and @to";
        (Rows, Missing, Teachers) = await db.QueryManyAsync($"""
            select m.lecturer, max(coalesce(m.lecturer_kind, case when m.is_by_secretary then '2' end)) as kind, min(o.name) as organisation, count(*)::int as count, max(m.held_on) as last_on, string_agg(distinct m.lecture_form, ',') as forms,
              round(100.0 * sum(m.useful) / nullif(sum(m.answers), 0))::int as useful, round(100.0 * sum(m.prepared) / nullif(sum(m.answers), 0))::int as prepared, round(100.0 * sum(m.again) / nullif(sum(m.answers), 0))::int as again
            from meeting m join organisation o on o.id = m.organisation_id where {Lectures} and m.lecturer is not null and (@As is null or coalesce(m.lecturer_kind, case when m.is_by_secretary then '2' end) = @As)
            group by m.lecturer, case when coalesce(m.lecturer_kind, '2') in ('1', '3') then null else m.organisation_id end order by count(*) desc, m.lecturer limit {Most};
            select o.id, o.name, o.secretary, o.locality_path from organisation o where {PartyOrganisations.Branch}
              and not exists (select from meeting m where m.organisation_id = o.id and m.is_by_secretary and {Lectures}) order by o.locality_path, o.rank_order, o.id limit {Most};
            select t.id, t.name, count(*)::int as classes, round(100.0 * sum(k.useful) / nullif(sum(k.answers), 0))::int as useful, round(100.0 * sum(k.prepared) / nullif(sum(k.answers), 0))::int as prepared, round(100.0 * sum(k.again) / nullif(sum(k.answers), 0))::int as again,
              round(avg((select avg(s.score) from study s where s.class_id = k.id and s.removed_at is null)), 1) as score
            from training_class k join teacher t on t.id = k.teacher_id where k.removed_at is null and k.began_on between @from and @to group by t.id, t.name order by useful desc nulls last, t.name, t.id limit {Most}
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31), As }, async grid => ((IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Without>)[.. await grid.ReadAsync<Without>()], (IReadOnlyList<Teacher>)[.. await grid.ReadAsync<Teacher>()]), stop);
    }
}
