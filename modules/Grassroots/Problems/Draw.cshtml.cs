using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Problems;

/// <summary>
/// 抽取受检支部: drawn by lot among those not inspected lately, once for an occasion; who draws again says why, and what was drawn before stays. The lot is made of a number
/// of the machine's and one that a witness says, and is kept with the urn, so that anybody can draw it again and find the same.
/// </summary>
[Needs(PartyProblems.Read, Write = PartyProblems.Accept)]
public sealed class DrawModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Standing(string Path, int Organisations, int Inspected, int Found, int Closed);
    public sealed record Worst(Guid Id, string Name, string LocalityPath, int Found, int Open, DateOnly InspectedOn);
    public sealed record Past(Guid Id, string LocalityPath, string Batch, int Nth, DateOnly DrawnOn, string DrawnName, int DrawnCount, int PoolSize, string? Reason);

    public Here Here { get; } = here;
    public string Batch { get; private set; } = $"{Clock.Today.Year} 年第{"一二三四"[(Clock.Today.Month - 1) / 3]}季度抽查";
    public string Number { get; private set; } = "5";
    public string PlannedOn { get; private set; } = Dates.Format(Clock.Today.AddDays(7));
    public string Witness { get; private set; } = "";
    public string Spoken { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string? Fault { get; private set; }
    public int Year { get; private set; } = Clock.Today.Year;
    public int Rest { get; private set; }
    /// <summary>The day of the last draw here, if another one now is a second one for the same occasion.</summary>
    public DateOnly? Again { get; private set; }
    public IReadOnlyList<Standing> Places { get; private set; } = [];
    public IReadOnlyList<Worst> Organisations { get; private set; } = [];
    public IReadOnlyList<Past> Draws { get; private set; } = [];
    public bool MayWrite => Here.MayWrite(PartyProblems.Accept);
    public string NameOf(string path) => Here.PlaceAt(path)?.Name ?? path;

    /// <summary>What the lot is made of, in the order in which anybody can make it again.</summary>
    public static string LotOf(string chance, string spoken) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{chance}|{spoken}")));

    public Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        return LoadAsync(stop);
    }

    public async Task<IActionResult> OnPostAsync(string? batch, string? number, string? planned, string? witness, string? spoken, string? reason, CancellationToken stop)
    {
        (Batch, Number, PlannedOn, Witness, Spoken, Reason) = (batch?.Trim() ?? "", number?.Trim() ?? "", planned?.Trim() ?? "", witness?.Trim() ?? "", spoken?.Trim() ?? "", reason?.Trim() ?? "");
        DateOnly on = default;
        Fault = Batch.Length is 0 or > 60 ? "请写批次名称，60 字以内" : !int.TryParse(Number, out var many) || many is < 1 or > 200 ? "抽取数填 1 到 200" : !Dates.TryParse(PlannedOn, out on, out var fault) ? "计划日期：" + fault
            : on < Clock.Today ? $"计划日期不早于今天（{Dates.Format(Clock.Today)}）" : Witness.Length is 0 or > 36 ? "请写在场的见证人" : Spoken.Length is 0 or > 20 ? "请填见证人当场报的数，20 位以内" : Reason.Length > 200 ? "重抽理由压到 200 字以内" : null;
        if (Fault is null)
        {
            var last = await db.FirstAsync<(int Nth, DateOnly? On)>("select coalesce(max(nth) filter (where year = @year), 0)::int, max(drawn_on) from inspection_draw where locality_path = @Path", new { year = Clock.Today.Year, Here.Locality.Path }, stop);
            var finding = await checks.CheckAsync(ProblemRules.DrawnOnce, new() { LastOn = last.On, HasReason = Reason != "" }, Here.Locality.Path, stop: stop);
            var rest = (await checks.SettingsAsync(stop)).For(ProblemRules.DrawnOnce, Here.Locality.Path, Clock.Today).Int("rest");
            if (finding.Refuses) Fault = finding.Words;
            else if (await DrawAsync(last.Nth + 1, on, rest, stop) is { } id) return Redirect(Here.Url($"grassroots/problems/lot/{id}"));
        }
        await LoadAsync(stop);
        Response.StatusCode = 422;
        return Page();
    }

    async Task<Guid?> DrawAsync(int nth, DateOnly on, int rest, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        var chance = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var args = new { id, Here.Locality.Path, Batch, year = Clock.Today.Year, nth, today = Clock.Today, name = db.Actor.Name, on, many = int.Parse(Number, CultureInfo.InvariantCulture), rest, chance, Spoken, Witness, lot = LotOf(chance, Spoken), Reason, by = db.Actor.Id };
        var drawn = await db.QueryAsync<(Guid Id, string Path, string Name)>($"""
            with pool as (select o.id, o.locality_path, o.rank_order, o.name from organisation o
                where {PartyOrganisations.Branch} and o.state = '1' and not exists (select from inspection i where i.organisation_id = o.id and i.removed_at is null and (i.batch = @Batch or i.planned_on > @on - @rest))),
              taken as (select * from pool order by md5(@lot || id::text) limit @many),
              kept as (insert into inspection_draw (id, locality_path, rank_order, batch, year, nth, drawn_on, drawn_name, planned_on, asked, pool, pool_size, chance, spoken, witness, lot, drawn, drawn_count, reason, created_by, changed_by)
                select @id, @Path, -(@today::date - date '2000-01-01') * 100 - @nth, @Batch, @year, @nth, @today, @name, @on, @many, (select array_agg(id order by id) from pool), (select count(*) from pool), @chance, @Spoken, @Witness, @lot, (select array_agg(id order by md5(@lot || id::text)) from taken), (select count(*) from taken), nullif(@Reason, ''), @by, @by
                where exists (select from taken) on conflict (locality_path, year, nth) do nothing returning 1)
            insert into inspection (locality_path, rank_order, organisation_id, batch, drawn, draw_id, planned_on, created_by, changed_by)
            select t.locality_path, t.rank_order, t.id, @Batch, '1', @id, @on, @by, @by from taken t where exists (select from kept)
            returning id, locality_path, (select o.name from organisation o where o.id = organisation_id)
            """, args, stop);
        if (drawn.Count == 0)
        {
            Fault = $"没有抽取：这里的支部 {rest} 天内都查过或已在这一批里，或者别人刚抽过签";
            return null;
        }
        await db.RecordAsync(new(DeedKind.Create, "draws", id, Here.Locality.Path, Batch, [new("签号", null, args.lot), new("见证人", null, $"{Witness}，报数 {Spoken}"), new("抽出", null, string.Join('、', drawn.Select(one => one.Name)))], Reason == "" ? null : $"重抽：{Reason}"), stop);
        foreach (var one in drawn) await db.RecordAsync(new(DeedKind.Create, "inspections", one.Id, one.Path, Batch, [new("受检党组织", null, one.Name), new("抽签", null, args.lot)]), stop);
        TempData["Done"] = $"已抽取 {drawn.Count} 个支部";
        return id;
    }

    async Task LoadAsync(CancellationToken stop)
    {
        var below = Here.Localities.ChildrenOf(Here.Locality).Where(place => place.Kind != LocalityKind.Organisation).Select(place => place.Path).ToArray();
        var terms = (await checks.SettingsAsync(stop)).For(ProblemRules.DrawnOnce, Here.Locality.Path, Clock.Today);
        Rest = terms.Int("rest");
        (Places, Organisations, Draws) = await db.QueryManyAsync("""
            select coalesce((select x from unnest(@below) x where starts_with(i.locality_path, x) limit 1), @own) as path, count(distinct i.organisation_id)::int as organisations, count(i.inspected_on)::int as inspected, coalesce(sum(i.found), 0)::int as found,
              coalesce(sum((select count(*) from problem p where p.inspection_id = i.id and p.removed_at is null and p.state in ('4', '5'))), 0)::int as closed
            from inspection i where i.removed_at is null and i.planned_on between @from and @to group by 1 order by coalesce(sum(i.found), 0) desc, 1;
            select o.id, o.name, o.locality_path, sum(i.found)::int as found, coalesce(sum((select count(*) from problem p where p.inspection_id = i.id and p.removed_at is null and p.state < '4')), 0)::int as open, max(i.inspected_on) as inspected_on
            from inspection i join organisation o on o.id = i.organisation_id where i.removed_at is null and i.inspected_on is not null and i.planned_on between @from and @to group by o.id order by sum(i.found) desc, o.id limit 50;
            select d.id, d.locality_path, d.batch, d.nth, d.drawn_on, d.drawn_name, d.drawn_count, d.pool_size, d.reason from inspection_draw d where d.year = @Year order by d.drawn_on desc, d.nth desc, d.id limit 50
            """, new { below, own = Here.Locality.Path, Year, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, async grid => ((IReadOnlyList<Standing>)[.. await grid.ReadAsync<Standing>()], (IReadOnlyList<Worst>)[.. await grid.ReadAsync<Worst>()], (IReadOnlyList<Past>)[.. await grid.ReadAsync<Past>()]), stop);
        var latest = await db.FirstAsync<DateOnly?>("select max(drawn_on) from inspection_draw where locality_path = @Path", new { Here.Locality.Path }, stop);
        Again = latest is { } on && on.AddDays(terms.Int("days")) >= Clock.Today ? on : null;
    }
}
