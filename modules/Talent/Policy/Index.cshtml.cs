using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Policy;

/// <summary>政策总览: clauses, beneficiaries and money by class; what each clause is worth, beside the edition before; upper clauses by how far they are taken up; needs that no clause answers.</summary>
[Needs(Policies.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record ByClass(string Class, int Clauses, int Beneficiaries, long Money);
    public sealed record Worth(Guid Id, string Title, int Edition, int Amount, int Beneficiaries, long Money, int? EarlierAmount, int? EarlierBeneficiaries, long? EarlierMoney)
    {
        public decimal? Each => Beneficiaries == 0 ? null : (decimal)Money / Beneficiaries;
        public decimal? EarlierEach => EarlierBeneficiaries is null or 0 ? null : (decimal)EarlierMoney!.Value / EarlierBeneficiaries.Value;
    }

    public sealed record Upper(Guid Id, string Title, string Policy, int TakenUp, int Beneficiaries)
    {
        public string State => TakenUp == 0 ? "未承接" : Beneficiaries == 0 ? "已承接" : "已兑现";
    }

    public sealed record Needed(string Need, int Asked, int Covered, int Open);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<ByClass> Classes { get; private set; } = [];
    public IReadOnlyList<Worth> Clauses { get; private set; } = [];
    public IReadOnlyList<Upper> Uppers { get; private set; } = [];
    public IReadOnlyList<Needed> Needs { get; private set; } = [];

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Classes, Clauses, Uppers, Needs) = await db.QueryManyAsync("""
            select c.class, count(distinct c.id) filter (where c.valid_from < @to and (c.valid_to is null or c.valid_to >= @from))::int as clauses, count(distinct coalesce(a.talent_id, a.employer_id))::int as beneficiaries, coalesce(sum(a.granted), 0)::bigint as money
            from policy_clause c left join application a on a.clause_id = c.id and a.removed_at is null and a.paid_on >= @from and a.paid_on < @to where c.removed_at is null group by 1 order by 1;
            with paid as (select clause_id, count(distinct coalesce(talent_id, employer_id))::int as people, coalesce(sum(granted), 0)::bigint as money from application where removed_at is null and paid_on is not null group by 1)
            select c.id, c.title, c.edition, c.amount, coalesce(p.people, 0) as beneficiaries, coalesce(p.money, 0) as money, e.amount as earlier_amount, q.people as earlier_beneficiaries, q.money as earlier_money
            from policy_clause c left join paid p on p.clause_id = c.id left join policy_clause e on e.id = c.earlier_id left join paid q on q.clause_id = e.id where c.removed_at is null and c.valid_from < @to and (c.valid_to is null or c.valid_to >= @from) order by coalesce(p.money, 0) desc, c.title, c.id limit 100;
            select c.id, c.title, p.title as policy, (select count(*)::int from policy_clause l where l.upper_id = c.id and l.removed_at is null) as taken_up, (select count(distinct coalesce(a.talent_id, a.employer_id))::int from application a join policy_clause l on l.id = a.clause_id where l.upper_id = c.id and a.paid_on is not null and a.removed_at is null) as beneficiaries
            from policy_clause c join policy p on p.id = c.policy_id where c.removed_at is null and p.level < '3' order by 4, c.title, c.id limit 100;
            select n.need, count(*)::int as asked, count(*) filter (where exists (select from policy_clause c where c.need = n.need and c.removed_at is null and c.valid_from <= @today and (c.valid_to is null or c.valid_to >= @today) and starts_with(n.locality_path, c.locality_path)))::int as covered, count(*) filter (where n.treated_on is null)::int as open
            from policy_need n where n.removed_at is null and n.raised_on >= @from and n.raised_on < @to group by 1 order by 2 desc, 1
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year + 1, 1, 1), today = Clock.Today },
            async grid => ((IReadOnlyList<ByClass>)[.. await grid.ReadAsync<ByClass>()], (IReadOnlyList<Worth>)[.. await grid.ReadAsync<Worth>()], (IReadOnlyList<Upper>)[.. await grid.ReadAsync<Upper>()], (IReadOnlyList<Needed>)[.. await grid.ReadAsync<Needed>()]), stop);
    }
}
