using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Leaders;

/// <summary>换届前后: how the teams of villages were made up on two days, side by side, each number with its people; and what became of the new teams since.</summary>
[Needs(VillageCadres.Read)]
public sealed class CompareModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Made(int Villages, int Cadres, int Secretaries, int OneShoulder, int Cross, int CrossOf, int Women, int Young, int Old, int College, decimal? Age, int SecretariesOld, int SecretariesCollege, decimal? SecretaryAge);
    public sealed record Team(Guid Id, string Name, string LocalityPath, Guid CaseId, DateOnly? PartyOn, string? Secretary, string? FirstYear, int Fresh, int Trained, int Weak, int Vacant, bool IsWarned);
    /// <summary>A line of the comparison: part of whole, and the list behind it.</summary>
    public sealed record Line(string Name, Func<Made, decimal?> Value, Func<Made, int>? OutOf, string? Query, string? Figure, string Unit = "人");

    public Here Here { get; } = here;
    public DateOnly Before { get; private set; }
    public DateOnly After { get; private set; }
    public Made Then { get; private set; } = null!;
    public Made Now { get; private set; } = null!;
    public IReadOnlyList<Team> Teams { get; private set; } = [];
    /// <summary>After how many months what a new team lacks is a warning.</summary>
    public int Months { get; private set; }
    public string? Fault { get; private set; }

    public static readonly IReadOnlyList<Line> Lines =
    [
        new("“两委”干部", m => m.Cadres, null, "", null), new("书记主任“一肩挑”", m => m.OneShoulder, m => m.Secretaries, "party_post=1&committee_post=1", "one-shoulder"), new("交叉任职", m => m.Cross, m => m.CrossOf, "party_post=1,2,3&committee_post=1,2,3", "cross-posts"),
        new("女干部", m => m.Women, m => m.Cadres, "sex=2", "cadres-women"), new("年轻干部", m => m.Young, m => m.Cadres, null, "cadres-young"), new("60 岁及以上", m => m.Old, m => m.Cadres, null, null), new("大专及以上", m => m.College, m => m.Cadres, "education=11,13,1A,1B,21,2A,2B,31,34,37,3B", "cadres-college"), new("平均年龄", m => m.Age, null, null, "cadres-age", "岁"),
        new("书记 60 岁及以上", m => m.SecretariesOld, m => m.Secretaries, null, "secretary-over-60"), new("书记大专及以上", m => m.SecretariesCollege, m => m.Secretaries, "party_post=1&education=11,13,1A,1B,21,2A,2B,31,34,37,3B", "secretary-college"), new("书记平均年龄", m => m.SecretaryAge, null, null, "secretary-age", "岁"),
    ];

    public static string Shown(Line line, Made made) => line.Value(made) is not { } value ? "—" : line.Unit == "岁" ? $"{value:0.0}" : line.OutOf is { } of ? $"{value:0}（{(of(made) == 0 ? "—" : $"{100 * value / of(made):0.0}%")}）" : $"{value:0}";
    public string? Change(Line line) => (Of(line, Then), Of(line, Now)) is ({ } then, { } now) ? $"{(now >= then ? "＋" : "－")}{Math.Abs(now - then):0.0}{(line.Unit == "岁" ? " 岁" : line.OutOf is null ? "" : " 点")}" : null;
    static decimal? Of(Line line, Made made) => line.OutOf is { } of ? of(made) == 0 ? null : 100 * line.Value(made) / of(made) : line.Value(made);
    public string? ListUrl(Line line, DateOnly day) => line.Query is { } query ? Here.Url($"grassroots/village-cadres?{query}{(day == Clock.Today ? "" : $"&asof={AsOf.Format(day)}")}") : null;

    public async Task OnGetAsync(string? before, string? after, CancellationToken stop)
    {
        // The last round began when the first of the present terms did.
        var began = await db.FirstAsync<DateOnly?>("select min(term_began_on) from organisation where is_village and removed_at is null and abolished_on is null and term_began_on >= @since", new { since = Clock.Today.AddMonths(-18) }, stop) ?? Clock.Today.AddYears(-1);
        (Before, After) = (Read(before, began.AddDays(-1)), Read(after, Clock.Today));
        if (Before >= After) (Fault, Before) = ("换届前的日期应早于换届后的日期", After.AddYears(-1));
        var settings = await checks.SettingsAsync(stop);
        var (young, basis) = (settings.For(VillageRules.Young, Here.Locality.Path, Clock.Today).Int("cadre"), settings.For(VillageRules.CrossBasis, Here.Locality.Path, Clock.Today).Int("basis"));
        (Then, Now) = (await MadeAsync(Before, young, basis, stop), await MadeAsync(After, young, basis, stop));
        Months = settings.For(VillageRules.NewTeam, Here.Locality.Path, Clock.Today).Int("months");
        Teams = await db.QueryAsync<Team>($$"""
            select o.id, o.name, o.locality_path, k.id as case_id, (k.facts ->> 'party_on')::date as party_on, o.secretary, k.facts ->> 'first_year' as first_year, c.fresh, c.trained, c.weak,
                   (select count(*)::int from committee_seat s where s.organisation_id = o.id and s.removed_at is null and s.closed_on is null and not exists (select from member_post p where p.seat_id = s.id and p.ended_on is null and p.removed_at is null)) as vacant,
                   o.id in ({{RuleSql.Lit(VillageRules.NewTeam, settings, db.Scope.Lo, Clock.Today)}}) as is_warned
            from org.procedure_case k join organisation o on o.id = k.subject_id
            cross join lateral (select count(*) filter (where v.began_on >= (k.facts ->> 'party_on')::date)::int as fresh, count(*) filter (where v.began_on >= (k.facts ->> 'party_on')::date and exists (select from cadre_training t where t.village_cadre_id = v.id and t.removed_at is null and t.began_on >= v.began_on))::int as trained,
              count(*) filter (where v.last_grade in ('3', '4'))::int as weak from village_cadre v where v.organisation_id = o.id and v.left_on is null and v.removed_at is null) c
            where k.procedure = 'village-elections' and k.facts ->> 'party_on' is not null order by is_warned desc, c.weak desc, vacant desc, c.fresh - c.trained desc, k.opened_on, k.id limit 100
            """, null, stop);

        DateOnly Read(string? text, DateOnly otherwise)
        {
            if (string.IsNullOrWhiteSpace(text)) return otherwise;
            if (Dates.TryParse(text, out var day, out var fault) && day <= Clock.Today) return day;
            Fault = fault ?? "日期不能晚于今天";
            return otherwise;
        }
    }

    async Task<Made> MadeAsync(DateOnly day, int young, int basis, CancellationToken stop) => await db.FirstAsync<Made>($"""
        select count(distinct organisation_id)::int as villages, count(*)::int as cadres, count(*) filter (where party_post = '1')::int as secretaries, count(*) filter (where party_post = '1' and committee_post = '1')::int as one_shoulder, count(*) filter (where party_post is not null and committee_post is not null)::int as "cross",
               count(*) filter (where case @basis when 1 then true when 2 then committee_post is not null else party_post is not null end)::int as cross_of,
               count(*) filter (where sex = '2')::int as women, count(*) filter (where age <= @young)::int as young, count(*) filter (where age >= 60)::int as old, count(*) filter (where education < '4')::int as college, round(avg(age), 1) as age,
               count(*) filter (where party_post = '1' and age >= 60)::int as secretaries_old, count(*) filter (where party_post = '1' and education < '4')::int as secretaries_college, round(avg(age) filter (where party_post = '1'), 1) as secretary_age
        from (select h.*, {OrgWork.Kernel.Lines.Age("h.birth_on").Replace("{day}", "@day::date", StringComparison.Ordinal)} as age from village_cadre_history h where h.valid_from <= @day and h.valid_to > @day and h.removed_at is null and (h.left_on is null or h.left_on > @day)) c
        """, new { day, young, basis }, stop) ?? throw new InvalidOperationException("An aggregate always has a row.");
}
