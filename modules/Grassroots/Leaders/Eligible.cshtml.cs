using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Leaders;

/// <summary>谁符合条件: every village secretary in office against the conditions of a round, those who meet all of them first; and how many of the four sources were selected.</summary>
[Needs(VillageCadres.Read)]
public sealed class EligibleModel(Db db, Here here) : PageModel
{
    public sealed record Round(Guid Id, string Title, string Kind, int Places, DateOnly OpenedOn, DateOnly ApplyUntil, int MinYears, int MinExcellent, int MinHonours, int MaxAge, string Education);
    public sealed record Source(string Kind, int Applied, int Selected);
    public sealed record Line(Guid Id, string Name, string Organisation, int? Years, int Excellent, int Honours, int? Age, bool HasApplied, IReadOnlyList<string> Lacking);

    const int Most = 500;

    public Here Here { get; } = here;
    public Round Of { get; private set; } = null!;
    /// <summary>Of all; the lists name the first.</summary>
    public int MeetingCount { get; private set; }
    public int OthersCount { get; private set; }
    public IReadOnlyList<Line> Meeting { get; private set; } = [];
    public IReadOnlyList<Line> Others { get; private set; } = [];
    public IReadOnlyDictionary<string, Source> Sources { get; private set; } = new Dictionary<string, Source>();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Round>("select id, title, kind, places, opened_on, apply_until, min_years, min_excellent, min_honours, max_age, education from promotion_round where id = @id and removed_at is null", new { id }, stop) is not { } of) return NotFound();
        Of = of;
        var (all, sources) = await db.QueryManyAsync($"""
            select c.id, c.name, o.name as organisation, true as is_secretary, r.opened_on, r.apply_until, r.min_years, r.min_excellent, r.min_honours, r.max_age, {PromotionDeeds.FactsSql}, exists (select from promotion_applicant a where a.village_cadre_id = c.id and a.promotion_round_id = r.id and a.removed_at is null) as has_applied
            from promotion_round r, village_cadre c join organisation o on o.id = c.organisation_id where r.id = @Id and c.party_post = '1' and c.left_on is null and c.removed_at is null order by c.locality_path, c.rank_order, c.id;
            select source as kind, count(*)::int as applied, count(selected_on)::int as selected from promotion_applicant where promotion_round_id = @Id and removed_at is null group by 1
            """, new { of.Id }, async grid => ((IReadOnlyList<PromotionDeeds.Standing>)[.. await grid.ReadAsync<PromotionDeeds.Standing>()], (IReadOnlyList<Source>)[.. await grid.ReadAsync<Source>()]), stop);
        Line[] lines = [.. all.Select(one => new Line(one.Id, one.Name, one.Organisation, one.Years, one.Excellent, one.Honours, one.Age, one.HasApplied, one.Lacking))];
        (MeetingCount, OthersCount) = (lines.Count(line => line.Lacking.Count == 0), lines.Count(line => line.Lacking.Count > 0));
        (Meeting, Others, Sources) = ([.. lines.Where(line => line.Lacking.Count == 0).Take(Most)], [.. lines.Where(line => line.Lacking.Count > 0).Take(Most)], sources.ToDictionary(source => source.Kind));
        return Page();
    }
}
