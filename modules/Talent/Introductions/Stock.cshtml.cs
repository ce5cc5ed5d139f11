using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Introduction;

/// <summary>增量和存量: who came, who left, who lies idle and who was put to use, year by year; talents by level, age, industry and place.</summary>
[Needs("talent.talents.read")]
public sealed class StockModel(Db db, Here here) : PageModel
{
    public sealed record Year(int Number, int Came, int Left, int Activated, int Actions);
    public sealed record Part(string Kind, string? Code, string Name, int People, int High, int Idle);
    public sealed record Counts(int People, int Idle, int Acting);

    public Here Here => here;
    public IReadOnlyList<Year> Years { get; private set; } = [];
    public IReadOnlyList<Part> Parts { get; private set; } = [];
    public Counts Now { get; private set; } = new(0, 0, 0);
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";
    public IEnumerable<Part> Of(string kind) => Parts.Where(part => part.Kind == kind);

    public async Task OnGetAsync(CancellationToken stop) => (Years, Parts, Now) = await db.QueryManyAsync("""
        select y as number, (select count(*)::int from introduction i where i.removed_at is null and i.verified_on is not null and i.form = '1' and extract(year from i.arrived_on) = y) as came, (select count(*)::int from introduction i where i.removed_at is null and i.verified_on is not null and i.form = '1' and extract(year from i.left_on) = y) as left,
          (select count(distinct a.talent_id)::int from stock_action a where a.removed_at is null and extract(year from a.activated_on) = y) as activated, (select count(*)::int from stock_action a where a.removed_at is null and extract(year from a.began_on) = y) as actions
        from generate_series(extract(year from @today::date)::int, extract(year from @today::date)::int - 4, -1) y;
        with t as (select t.id, t.grade, t.industry_id, t.locality_path, extract(year from age(@today::date, t.birth_on))::int as age, coalesce(t.is_idle, false) as idle, coalesce(t.grade in ('A', 'B', 'C', 'D'), false) as high from talent t where t.removed_at is null and t.state = '1')
        select 'grade' as kind, grade as code, coalesce(grade, '') as name, count(*)::int as people, count(*) filter (where high)::int as high, count(*) filter (where idle)::int as idle from t group by grade
        union all select 'age', null, case when age is null then '没有出生日期' when age <= 35 then '35 岁及以下' when age <= 45 then '36—45 岁' when age <= 55 then '46—55 岁' else '56 岁及以上' end, count(*)::int, count(*) filter (where high)::int, count(*) filter (where idle)::int from t group by 3
        union all select 'industry', case when count(distinct y.id) = 1 then min(y.id::text) end, coalesce(y.name, '不在重点产业'), count(*)::int, count(*) filter (where high)::int, count(*) filter (where idle)::int from t left join industry y on y.id = t.industry_id group by y.name
        union all select 'place', l.code, l.name, count(*)::int, count(*) filter (where high)::int, count(*) filter (where idle)::int from t join org.locality l on starts_with(t.locality_path, l.path) and l.kind = 3 group by l.code, l.name
        order by 1, 4 desc, 3;
        select count(*)::int as people, count(*) filter (where t.is_idle)::int as idle, count(*) filter (where t.is_idle and exists (select from stock_action a where a.talent_id = t.id and a.activated_on is null and a.removed_at is null))::int as acting from talent t where t.removed_at is null and t.state = '1'
        """, new { today = Clock.Today }, async grid => ((IReadOnlyList<Year>)[.. await grid.ReadAsync<Year>()], (IReadOnlyList<Part>)[.. await grid.ReadAsync<Part>()], await grid.ReadFirstAsync<Counts>()), stop);
}
