using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Service;

/// <summary>需求和期盼: what talents ask for through whatever channel, one line for a person and a class of need however often they said it; from here the year's good deeds are chosen.</summary>
[Needs(ServiceOrders.Read)]
public sealed class NeedsModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid TalentId, string Name, string? Grade, string Need, int Times, int Unmet, string Sources, string Words, DateOnly LastOn);
    public sealed record Class(string Need, int People, int Times, int Unmet);

    /// <summary>Everything that was asked for since a day, under the classes of needs.</summary>
    const string All = """
        with n as (
          select o.talent_id, case i.concern when '1' then '1' when '2' then '6' when '3' then '7' when '5' then '8' else '9' end as need, o.title as words, o.raised_on as on_day, case o.source when '3' then '走访' else '服务单' end as source, o.done_on is null as unmet from service_order o join service_item i on i.id = o.item_id where o.removed_at is null and o.talent_id is not null and o.raised_on >= @from
          union all select v.talent_id, '9', left(v.need, 60), v.visited_on, '走访', true from visit v where v.removed_at is null and v.talent_id is not null and coalesce(v.need, '') <> '' and not v.need_ordered and v.visited_on >= @from
          union all select p.talent_id, p.need, p.title, p.raised_on, '政策需求', p.treated_on is null from policy_need p where p.removed_at is null and p.talent_id is not null and p.raised_on >= @from
          union all select m.talent_id, m.need, m.title, m.received_on, '来件', m.answered_on is null from message m where m.removed_at is null and m.talent_id is not null and m.received_on >= @from)
        """;

    public Here Here => here;
    public string? Need { get; private set; }
    public DateOnly From { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Class> Classes { get; private set; } = [];

    public async Task OnGetAsync(string? need, CancellationToken stop)
    {
        Need = Policies.Need.Codes.Any(code => code.Value == need) ? need : null;
        From = new(Clock.Today.Year, 1, 1);
        (Lines, Classes) = await db.QueryManyAsync($"""
            {All} select t.id as talent_id, t.name, t.grade, n.need, count(*)::int as times, count(*) filter (where n.unmet)::int as unmet, string_agg(distinct n.source, '、') as sources, (array_agg(n.words order by n.on_day desc))[1] as words, max(n.on_day) as last_on
              from n join talent t on t.id = n.talent_id where t.removed_at is null and (@need::text is null or n.need = @need) group by t.id, n.need order by count(*) filter (where n.unmet) desc, count(*) desc, max(n.on_day) desc, t.id limit 80;
            {All} select n.need, count(distinct n.talent_id)::int as people, count(*)::int as times, count(*) filter (where n.unmet)::int as unmet from n group by n.need order by 2 desc, 1
            """, new { from = From, need = Need }, async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<Class>)[.. await grid.ReadAsync<Class>()]), stop);
    }
}
