using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>谁负责什么: of each place the body that answers for talents, and of each member unit its duties, targets and tasks; with what nobody answers for.</summary>
[Needs(Targets.Read)]
public sealed class AnswersModel(Db db, Here here) : PageModel
{
    public sealed record Body(string Place, Guid? Id, string? Name, string? Leader, string? LeaderPost, string? Office, string? OfficeHead, DateOnly? EndsOn, bool IsSigned);
    public sealed record Unit(Guid Id, string Name, string Place, string Head, string? Officer, int Powers, int Duties, int Services, int Targets, int Tasks, int Late);
    public sealed record Orphan(string Kind, string Title, string Path, string? Unit, string Place);

    /// <summary>Seen from above counties: a unit is called with its place, unless its name says it.</summary>
    public static string Of(string? unit, string place) => string.IsNullOrEmpty(unit) ? place : unit.StartsWith(place, StringComparison.Ordinal) ? unit : $"{place}　{unit}";

    public Here Here => here;
    public IReadOnlyList<Body> Bodies { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<Orphan> Orphans { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => (Bodies, Units, Orphans) = await db.QueryManyAsync("""
        select l.name as place, b.id, b.name, b.leader, b.leader_post, b.office, b.office_head, b.ends_on, b.signed_on is not null as is_signed
        from org.locality l left join governing_body b on b.locality_path = l.path and b.removed_at is null and b.ended_on is null where l.kind in (2, 3) and starts_with(l.path, @path) order by l.path, b.began_on limit 60;
        select m.id, m.name, l.name as place, m.head, m.liaison_officer as officer, d.powers, d.duties, d.services, (select count(*)::int from target t where t.member_unit_id = m.id and t.removed_at is null and t.year = @year) as targets, w.tasks, w.late
        from member_unit m join org.locality l on l.path = m.locality_path cross join lateral (select count(*) filter (where list = '1')::int as powers, count(*) filter (where list = '2')::int as duties, count(*) filter (where list = '3')::int as services from duty_item d where d.member_unit_id = m.id and d.state = '3' and d.removed_at is null) d
        cross join lateral (select count(*)::int as tasks, count(*) filter (where i.due_on < @today)::int as late from org.work_item i where i.lead_unit_id = m.unit_id and i.state = 'open' and i.level > 1) w
        where m.removed_at is null and m.ended_on is null order by m.locality_path, m.rank_order, m.id limit 200;
        select '责任清单' as kind, d.title, 'duties/' || d.id as path, m.name as unit, l.name as place from duty_item d join member_unit m on m.id = d.member_unit_id join org.locality l on l.path = d.locality_path where d.removed_at is null and d.state = '3' and (m.ended_on is not null or m.removed_at is not null or coalesce(m.liaison_officer, '') = '')
        union all select '目标', t.title, 'targets/' || t.id, (select o.name from member_unit o where o.id = t.member_unit_id), l.name from target t join org.locality l on l.path = t.locality_path left join member_unit m on m.id = t.member_unit_id and m.ended_on is null and m.removed_at is null where t.removed_at is null and t.year = @year and m.id is null and not exists (select from target p where p.parent_id = t.id and p.removed_at is null)
        union all select '任务', i.title, i.kind || '/item/' || i.id, i.lead_name, l.name from org.work_item i join org.locality l on l.path = i.locality_path where i.level > 1 and i.state = 'open' and i.parts = 0 and (i.lead_unit_id is null or coalesce(i.person, '') = '') order by 1, 2 limit 60
        """, new { path = here.Locality.Path, year = Clock.Today.Year, today = Clock.Today }, async grid => ((IReadOnlyList<Body>)[.. await grid.ReadAsync<Body>()], (IReadOnlyList<Unit>)[.. await grid.ReadAsync<Unit>()], (IReadOnlyList<Orphan>)[.. await grid.ReadAsync<Orphan>()]), stop);
}
