using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Coverage;

/// <summary>行业系统: units, organisations and Party members of each industry, beside the office and the committee that answer for it.</summary>
[Needs(Establishments.Read)]
public sealed class IndustriesModel(Db db, Here here) : PageModel
{
    public sealed record Line(string Industry, Guid? Id, string? Office, string? Committee, string? Secretary, int Units, int Organised, int Members, int FullMembers, int Without)
    {
        public decimal? Rate => Units == 0 ? null : Math.Round(Organised * 100m / Units, 1);
    }

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Lines = await db.QueryAsync<Line>("""
        with s as (select distinct on (industry) * from industry_system where removed_at is null and (starts_with(@Path, locality_path) or starts_with(locality_path, @Path)) order by industry, starts_with(@Path, locality_path) desc, length(locality_path) desc, locality_path),
        u as (select industry, count(*)::int as units, count(organisation_id)::int as organised, sum(members)::int as members, sum(full_members)::int as full_members, count(*) filter (where organisation_id is null and (full_members >= 3 or is_listed))::int as without from establishment where removed_at is null and closed_on is null and industry is not null group by industry)
        select coalesce(u.industry, s.industry) as industry, s.id, s.office, o.name as committee, s.secretary, coalesce(u.units, 0) as units, coalesce(u.organised, 0) as organised, coalesce(u.members, 0) as members, coalesce(u.full_members, 0) as full_members, coalesce(u.without, 0) as without
        from u full join s on s.industry = u.industry left join organisation o on o.id = s.organisation_id order by 1
        """, new { Here.Locality.Path }, stop);
}
