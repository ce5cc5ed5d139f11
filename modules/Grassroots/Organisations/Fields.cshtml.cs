using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Organisations;

/// <summary>各领域适用情况: of every field, what its organisations go by and how they stand in it: stars, demonstration sites against the quota, secretaries in the class of the field.</summary>
[Needs("grassroots.organisations.read")]
public sealed class FieldsModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid? Id, string Name, string? Sphere, string? Standard, int? StarScale, string? TrainingKind, string? Indicators, int? DemoQuota, int Organisations, int Members, int Starred, int Sites, int Secretaries, int Trained);

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public static string Percent(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0.0}%";

    /// <summary>An indicator by the name somebody wrote; the text alone where there is none.</summary>
    public static Figure? FigureOf(string name) => Known.FirstOrDefault(figure => figure.Title == name);
    static readonly IReadOnlyList<Figure> Known = new GrassrootsModule().Figures.Figures;

    public async Task OnGetAsync(CancellationToken stop) => Lines = await db.QueryAsync<Line>($"""
        with o as materialized (select o.id, o.stars, o.is_demo, {OrgFields.OfSql} as field from organisation o where o.removed_at is null and o.abolished_on is null and o.state in ('1', '2')),
          n as (select o.field, count(*)::int as organisations, count(*) filter (where o.stars between '1' and '5')::int as starred, count(*) filter (where o.is_demo)::int as sites, coalesce(sum(m.n), 0)::int as members, count(s.member_id)::int as secretaries, count(*) filter (where s.trained)::int as trained
            from o left join (select organisation_id, count(*) as n from member where left_on is null and removed_at is null and membership_state = '1' group by 1) m on m.organisation_id = o.id
            left join lateral (select p.member_id, exists (select from study t join training_class k on k.id = t.class_id join org_field f on f.id = o.field where t.member_id = p.member_id and t.removed_at is null and t.studied_on >= @from and k.kind = f.training_kind) as trained
              from member_post p where p.organisation_id = o.id and p.post = '001A' and p.ended_on is null and p.removed_at is null limit 1) s on true group by 1)
        select f.id, coalesce(f.name, '没有定领域的') as name, f.sphere, f.standard, f.star_scale, f.training_kind, f.indicators, f.demo_quota, coalesce(n.organisations, 0) as organisations, coalesce(n.members, 0) as members, coalesce(n.starred, 0) as starred, coalesce(n.sites, 0) as sites, coalesce(n.secretaries, 0) as secretaries, coalesce(n.trained, 0) as trained
        from (select * from org_field where removed_at is null) f full join n on n.field = f.id order by f.sphere nulls last, f.is_whole desc, f.name limit 200
        """, new { from = new DateOnly(Clock.Today.Year, 1, 1) }, stop);
}
