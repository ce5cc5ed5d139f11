using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Problems;

/// <summary>抽取受检支部: drawn by lot among those not inspected lately. The lot is kept in the record of deeds, so that anybody can draw it again and find the same.</summary>
[Needs(PartyProblems.Read, Write = PartyProblems.Accept)]
public sealed class DrawModel(Db db, Here here) : PageModel
{
    public sealed record Standing(string Path, int Organisations, int Inspected, int Found, int Closed);
    public sealed record Worst(Guid Id, string Name, string LocalityPath, int Found, int Open, DateOnly InspectedOn);

    public Here Here { get; } = here;
    public string Batch { get; private set; } = $"{Clock.Today.Year} 年第{"一二三四"[(Clock.Today.Month - 1) / 3]}季度抽查";
    public string Number { get; private set; } = "5";
    public string PlannedOn { get; private set; } = Dates.Format(Clock.Today.AddDays(7));
    public string? Fault { get; private set; }
    public int Year { get; private set; } = Clock.Today.Year;
    public IReadOnlyList<Standing> Places { get; private set; } = [];
    public IReadOnlyList<Worst> Organisations { get; private set; } = [];
    public bool MayWrite => Here.MayWrite(PartyProblems.Accept);
    public string NameOf(string path) => Here.PlaceAt(path)?.Name ?? path;

    public Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        return LoadAsync(stop);
    }

    public async Task<IActionResult> OnPostAsync(string? batch, string? number, string? planned, CancellationToken stop)
    {
        (Batch, Number, PlannedOn) = (batch?.Trim() ?? "", number?.Trim() ?? "", planned?.Trim() ?? "");
        DateOnly on = default;
        Fault = Batch.Length is 0 or > 60 ? "请写批次名称，60 字以内" : !int.TryParse(Number, out var many) || many is < 1 or > 200 ? "抽取数填 1 到 200" : !Dates.TryParse(PlannedOn, out on, out var fault) ? "计划日期：" + fault : null;
        if (Fault is null)
        {
            var lot = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            var drawn = await db.QueryAsync<(Guid Id, string Path, string Name)>("""
                insert into inspection (locality_path, rank_order, organisation_id, batch, drawn, planned_on, created_by, changed_by)
                select o.locality_path, o.rank_order, o.id, @Batch, '1', @on, @by, @by from organisation o
                where o.kind in ('631', '632') and o.removed_at is null and o.abolished_on is null and o.state = '1' and not exists (select from inspection i where i.organisation_id = o.id and i.removed_at is null and (i.batch = @Batch or i.planned_on > @on - 180))
                order by md5(@lot || o.id::text) limit @many
                returning id, locality_path, (select name from organisation o where o.id = organisation_id)
                """, new { Batch, on, lot, many = int.Parse(Number, System.Globalization.CultureInfo.InvariantCulture), by = db.Actor.Id }, stop);
            if (drawn.Count == 0) Fault = "这里的支部半年内都查过或已在这一批里，没有可抽的";
            else
            {
                foreach (var one in drawn) await db.RecordAsync(new(DeedKind.Create, "inspections", one.Id, one.Path, Batch, [new("受检党组织", null, one.Name), new("抽签", null, lot)]), stop);
                TempData["Done"] = $"已抽取 {drawn.Count} 个支部";
                return Redirect(Here.Url("grassroots/inspections?inspected_on.none=1"));
            }
        }
        await LoadAsync(stop);
        Response.StatusCode = 422;
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        var below = Here.Localities.ChildrenOf(Here.Locality).Where(place => place.Kind != LocalityKind.Organisation).Select(place => place.Path).ToArray();
        (Places, Organisations) = await db.QueryManyAsync("""
            select coalesce((select x from unnest(@below) x where starts_with(i.locality_path, x) limit 1), @own) as path, count(distinct i.organisation_id)::int as organisations, count(i.inspected_on)::int as inspected, coalesce(sum(i.found), 0)::int as found,
              coalesce(sum((select count(*) from problem p where p.inspection_id = i.id and p.removed_at is null and p.state in ('4', '5'))), 0)::int as closed
            from inspection i where i.removed_at is null and i.planned_on between @from and @to group by 1 order by coalesce(sum(i.found), 0) desc, 1;
            select o.id, o.name, o.locality_path, sum(i.found)::int as found, coalesce(sum((select count(*) from problem p where p.inspection_id = i.id and p.removed_at is null and p.state < '4')), 0)::int as open, max(i.inspected_on) as inspected_on
            from inspection i join organisation o on o.id = i.organisation_id where i.removed_at is null and i.inspected_on is not null and i.planned_on between @from and @to group by o.id order by sum(i.found) desc, o.id limit 50
            """, new { below, own = Here.Locality.Path, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, async grid => ((IReadOnlyList<Standing>)[.. await grid.ReadAsync<Standing>()], (IReadOnlyList<Worst>)[.. await grid.ReadAsync<Worst>()]), stop);
    }
}
