using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>覆盖和成绩 of a test: of everybody meant, how many were tested, passed, with what mean, organisation by organisation; and who was not yet.</summary>
[Needs(Education.Read)]
public sealed class TestModel(Db db, Here here) : PageModel
{
    public sealed record Test(Guid Id, string Title, string Target, DateOnly OpensOn, DateOnly ClosesOn, DateOnly? MadeOn);
    public sealed record Line(Guid Id, string Name, int Meant, int Tested, int Passed, decimal? Mean, int All = 0);
    public sealed record Missing(Guid Id, string Name, string Organisation, string LocalityPath, int Tries);

    const int Most = 200;

    public Here Here { get; } = here;
    public Test Of { get; private set; } = null!;
    public Line Sum { get; private set; } = null!;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Missing> Left { get; private set; } = [];
    public static string Percent(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0.0}%";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        // The best of all tries counts, one begun and never handed in as nought; who has not passed yet is among those left.
        var per = $"""
            select m.id, m.name, m.organisation_id, m.locality_path, m.rank_order, a.tries, a.score, coalesce(a.passed, false) as passed from knowledge_test t join member m on {KnowledgeTestSql.Meant("t")}
            cross join lateral (select count(*)::int as tries, max({KnowledgeTestSql.Score("x")}) as score, bool_or(x.passed) as passed from test_attempt x where x.knowledge_test_id = t.id and x.member_id = m.id and (x.score is not null or {KnowledgeTestSql.Over("x")}) and x.removed_at is null) a where t.id = @id
            """;
        const string counts = "count(*)::int as meant, count(p.score)::int as tested, count(*) filter (where p.passed)::int as passed, round(avg(p.score), 1) as mean";
        (var of, var sum, Lines, Left) = await db.QueryManyAsync($"""
            select id, title, target, opens_on, closes_on, made_on from knowledge_test where id = @id and removed_at is null;
            select '00000000-0000-0000-0000-000000000000'::uuid as id, '合计' as name, {counts}, 0 as "all" from ({per}) p;
            select o.id, o.name, {counts}, count(*) over ()::int as "all" from ({per}) p join organisation o on o.id = p.organisation_id group by o.id order by count(p.score)::numeric / count(*), o.locality_path, o.rank_order, o.id limit {Most};
            select p.id, p.name, o.name as organisation, p.locality_path, p.tries from ({per}) p join organisation o on o.id = p.organisation_id where not p.passed order by p.locality_path, p.rank_order, p.id limit {Most}
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Test>(), await grid.ReadSingleAsync<Line>(), (IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<Missing>)[.. await grid.ReadAsync<Missing>()]), stop);
        if (of is null) return NotFound();
        (Of, Sum) = (of, sum);
        return Page();
    }
}
