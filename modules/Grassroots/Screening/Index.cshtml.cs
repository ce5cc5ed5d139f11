using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Screening;

/// <summary>排查: what past admissions do not agree with, found by the rules; taken into the ledger with one deed; the ledger by township and year.</summary>
[Needs(AdmissionProblems.Read, Write = AdmissionProblems.Edit)]
public sealed class IndexModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public const int Most = 300;

    public sealed record Row(Guid Id, string LocalityPath, string Place, string Name, DateOnly JoinedOn, string Kind, string Words);

    public sealed record Count(string Name, int Year, int All, int Amended, int Denied, int Handed, int Open);

    public Here Here => here;
    public int From { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Count> Counts { get; private set; } = [];
    public bool MayWrite => here.MayWrite(AdmissionProblems.Edit);
    public bool IsCut => Rows.Count > Most;

    public async Task OnGetAsync(int? from, CancellationToken stop)
    {
        From = from is >= 1949 and <= 2100 ? from.Value : 2014;
        var args = await ArgsAsync(stop);
        var isLow = here.Locality.Kind >= LocalityKind.Township;
        var depth = here.Localities.Below(here.Locality).FirstOrDefault(place => place.Kind == LocalityKind.Township) is { } one ? one.Path.Count(c => c == '.') : 99;
        (Rows, Counts) = await db.QueryManyAsync($"""
            select f.id, f.locality_path, o.name as place, f.name, f.joined_on, f.kind, f.words from ({AdmissionProblems.FoundSql}) f join organisation o on o.id = f.organisation_id order by f.kind desc, f.joined_on desc, f.id limit {Most + 1};
            select l.name, p.year, p."all", p.amended, p.denied, p.handed, p.open from (
              select case when @isLow then p.locality_path else coalesce(substring(p.locality_path from @township), org.home_of(p.locality_path)) end as path, extract(year from p.found_on)::int as year, count(*)::int as "all",
                count(*) filter (where p.handling = '1')::int as amended, count(*) filter (where p.handling = '2')::int as denied, count(*) filter (where p.handling = '3')::int as handed, count(*) filter (where p.closed_on is null)::int as open
              from admission_problem p where p.removed_at is null group by 1, 2) p join org.locality l on l.path = p.path order by p.year desc, p.path limit 500
            """, new { from = args.From, age = args.Age, probation = args.Probation, isLow, township = $@"^(?:[0-9]+\.){{{depth}}}" }, async grid => ((IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Count>)[.. await grid.ReadAsync<Count>()]), stop);
    }

    /// <summary>Everything that was found goes into the ledger; what stands there already is not found again.</summary>
    public async Task<IActionResult> OnPostAsync(int? from, CancellationToken stop)
    {
        From = from is >= 1949 and <= 2100 ? from.Value : 2014;
        var args = await ArgsAsync(stop);
        var taken = await db.ExecuteAsync($"""
            insert into admission_problem (locality_path, name, member_id, organisation_id, kind, source, found_on, words)
            select f.locality_path, f.name, f.id, f.organisation_id, f.kind, '1', @today, left(f.words, 300) from ({AdmissionProblems.FoundSql}) f on conflict do nothing
            """, new { from = args.From, age = args.Age, probation = args.Probation, today = Clock.Today }, stop);
        await db.RecordAsync(new(DeedKind.Create, "admission-problems", null, here.Locality.Path, $"发展党员自动筛查（{From} 年以来）", [new("列入问题台账", null, $"{taken} 件")]), stop);
        TempData["Done"] = $"已列入问题台账 {taken} 件";
        return Redirect(here.Url("grassroots/admission-problems") + "?closed_on.none=1");
    }

    async Task<(DateOnly From, int Age, int Probation)> ArgsAsync(CancellationToken stop)
    {
        var settings = await checks.SettingsAsync(stop);
        int Of(Rule rule, string parameter) => (int)settings.ValueOf(rule, rule.Parameter(parameter), here.Locality.Path, Clock.Today).Value;
        return (new(From, 1, 1), Of(MemberRules.JoinedAge, "years"), Of(MemberRules.FullAfterYear, "months"));
    }
}
